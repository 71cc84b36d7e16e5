-- Drops what is too old for the one who has nothing new, keeps what is known of a webhook while its client
-- is in use, and reads some of the list of requests.
-- KEYS: the log, the dead letters, the webhook, the list of requests.
-- ARGV: the turn, how many are read at a turn.
-- → {name, when it was made, name, …}

local LOG, DEAD, HOOK, REQ = unpack(KEYS)
local turn, some = tonumber(ARGV[1]), tonumber(ARGV[2])
local now = clock()
redis.call('XTRIM', LOG, 'MINID', now - KEPT)
redis.call('XTRIM', DEAD, 'MINID', now - KEPT)
redis.call('PEXPIRE', HOOK, 2 * KEPT)
local turns = math.max(1, math.ceil(redis.call('ZCARD', REQ) / some))
local first = turn % turns * some
return redis.call('ZRANGE', REQ, first, first + some - 1, 'WITHSCORES')
