-- ARGV: link hash.
-- → {'done'} | {'refused', state, at} | {'nothing'}

local record = read()
if not record or record.link ~= ARGV[1] then
  return {'nothing'}
end
local now = clock()
local state, at = standing(record, now)
settle(record, state, at)
if state ~= 'claimed' and state ~= 'opened' then
  return {'refused', state, at}
end
if redis.call('HSETNX', REC, 'finished', now) == 0 then
  touch(record)
end
return {'done'}
