-- KEYS: as in record.lua.   ARGV: answer hash, collect hash, each as one token gives it; the fields to
-- read.
-- → {their values, the envelope's size or 0, the document or nil, the wraps or nil, TIME}
--
-- In one step for the reasons of look.lua. The document is read for the token that proves one of the
-- two, the wraps for the collect token, and neither for anybody else.

local known = redis.call('HMGET', KEYS[1], 'answer', 'collect')
local collects = known[2] == ARGV[2]
local proven = collects or known[1] == ARGV[1]
return {
  redis.call('HMGET', KEYS[1], unpack(ARGV, 3)),
  redis.call('STRLEN', KEYS[2]),
  proven and redis.call('GET', KEYS[6]),
  collects and redis.call('GET', KEYS[5]),
  redis.call('TIME'),
}
