-- Turns the webhook on and forgets its failures, but not who is just delivering.
-- KEYS: the webhook.
-- → 1 if it was off, else 0

local off = redis.call('HEXISTS', KEYS[1], 'off')
redis.call('HDEL', KEYS[1], 'off', 'attempts', 'refusals', 'next', 'down')
return off
