-- ARGV: the field that proves the right: link, collect or owner; its value.
-- → {'done'} | {'refused', state, at} | {'nothing'}

local record = read()
if not obeys(record, ARGV[1], ARGV[2]) then
  return {'nothing'}
end
local now = clock()
local state, at = standing(record, now)
settle(record, state, at)
if state ~= 'claimed' and state ~= 'opened' then
  touch(record)
  return {'refused', state, at or record.created}
end
if redis.call('HSETNX', REC, 'finished', now) == 1 then
  emit(record, 'intervention.finished', now, '{}', ARGV[1] == 'link' and 'bundle' or 'request')
else
  touch(record)
end
return {'done'}
