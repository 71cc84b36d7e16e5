-- ARGV: claim, readable: '1', '0', or '' when the opener has said nothing.
-- → 1 for the claimant, 0 for everybody else

local claim, readable = unpack(ARGV)
local record = read()
if not obeys(record, 'claim', claim) then
  return 0
end
local now = clock()
if record.state == 'opened' then
  touch(record)
else
  local words = {['1'] = 'true', ['0'] = 'false', [''] = 'null'}
  local data = '{"confirmed":%s,"readable":%s}'
  conclude(record, 'opened', math.min(now, record.lease),
    string.format(data, tostring(readable ~= ''), words[readable]))
end
if readable ~= '' and redis.call('HSETNX', REC, 'readable', readable) == 1 then
  redis.call('HSET', REC, 'confirmed', now)
end
return 1
