-- Writes down what became of a delivery, and gives the lease back.
-- KEYS: the webhook, the log, the dead letters.
-- ARGV: sender, the event's id in the log, what became of it: 'delivered'; 'later', after so many
-- milliseconds, '1' if it was refused; 'dead', why; 'off', why.
-- → 1 | 0 if the lease was lost

local HOOK, LOG, DEAD = unpack(KEYS)
local MOST_DEAD = 1000
local sender, place, became, how, refused = unpack(ARGV)
local hook = redis.call('HMGET', HOOK, 'sender', 'lease', 'tried', 'said')
local now = clock()
if hook[1] ~= sender then
  return 0
elseif hook[4] == place then
  redis.call('HSET', HOOK, 'said', place) -- said before, so that a WAIT behind covers it
  return 1
elseif hook[3] ~= place or now >= tonumber(hook[2]) then
  return 0
end

-- The next event is due, at once.
local function pass()
  redis.call('HSET', HOOK, 'cursor', place)
  redis.call('HDEL', HOOK, 'tried', 'attempts', 'refusals', 'next')
end

local function count(refusals)
  redis.call('HINCRBY', HOOK, 'attempts', 1)
  redis.call('HINCRBY', HOOK, 'refusals', refusals)
  redis.call('HSETNX', HOOK, 'down', now)
end

if became == 'delivered' then
  pass()
  redis.call('HDEL', HOOK, 'down')
elseif became == 'later' then
  count(refused)
  redis.call('HSET', HOOK, 'next', now + how)
elseif became == 'dead' then
  local event = redis.call('XRANGE', LOG, place, place)[1]
  if event then
    redis.call('XADD', DEAD, 'MAXLEN', MOST_DEAD, '*', 'reason', how, unpack(event[2]))
    redis.call('XTRIM', DEAD, 'MINID', now - KEPT)
    redis.call('PEXPIRE', DEAD, KEPT)
  end
  pass()
  redis.call('HSETNX', HOOK, 'down', now)
else
  count(0)
  redis.call('HSET', HOOK, 'off', how)
  redis.call('HDEL', HOOK, 'next')
end
redis.call('HSET', HOOK, 'lease', 0, 'said', place)
redis.call('PEXPIRE', HOOK, 2 * KEPT)
return 1
