-- Gives the next event to a sender, unless another one has it, it is too early, or the webhook is off.
-- KEYS: the webhook, the log.   ARGV: sender, lease in milliseconds.
-- → {'rest'} | {'due', {its id in the log, its fields}, attempts, refusals, down since or nil, now}

local HOOK, LOG = unpack(KEYS)
local sender, lease = unpack(ARGV)
local hook = redis.call('HMGET', HOOK, 'off', 'sender', 'lease', 'next', 'cursor', 'tried', 'attempts',
  'refusals', 'down')
local now = clock()
local busy = hook[2] and hook[2] ~= sender and now < tonumber(hook[3])
if hook[1] or busy or hook[4] and now < tonumber(hook[4]) then
  return {'rest'}
end
local event = redis.call('XRANGE', LOG, '(' .. (hook[5] or '0-0'), '+', 'COUNT', 1)[1]
if not event then
  return {'rest'}
end
local attempts, refusals = tonumber(hook[7] or 0), tonumber(hook[8] or 0)
if hook[6] ~= event[1] then
  attempts, refusals = 0, 0
end
redis.call('HSET', HOOK, 'sender', sender, 'lease', now + lease, 'tried', event[1], 'attempts', attempts,
  'refusals', refusals)
redis.call('HDEL', HOOK, 'said')
redis.call('PEXPIRE', HOOK, 2 * KEPT)
return {'due', event, attempts, refusals, hook[9] and tonumber(hook[9]), now}
