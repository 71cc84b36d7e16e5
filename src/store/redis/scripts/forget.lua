-- Takes a request that is gone out of the lists of its client, unless it was made anew since.
-- KEYS: the list of all its requests, and that of its reference if it has one.
-- ARGV: its name in the first, its id, when it was made.
-- → 1

local made = redis.call('ZSCORE', KEYS[1], ARGV[1])
if made and tonumber(made) == tonumber(ARGV[3]) then
  redis.call('ZREM', KEYS[1], ARGV[1])
  if KEYS[2] then
    redis.call('ZREM', KEYS[2], ARGV[2])
  end
end
return 1
