-- ARGV: claim, readable: '1', '0', or '' when the opener has said nothing.
-- → 1 for the claimant, 0 for everybody else

local claim, readable = unpack(ARGV)
local record = read()
if not record or record.claim ~= claim then
  return 0
end
local now = clock()
local opened = record.opened or math.min(now, record.lease)
redis.call('UNLINK', ENV)
redis.call('HSET', REC, 'state', 'opened', 'opened', opened)
if readable ~= '' and redis.call('HSETNX', REC, 'readable', readable) == 1 then
  redis.call('HSET', REC, 'confirmed', now)
end
return 1
