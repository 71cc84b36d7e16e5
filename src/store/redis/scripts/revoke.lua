-- ARGV: the field that proves the right: receipt, collect or owner; its value.
-- → {'done'} | {'refused', state, at} | {'nothing'}

local record = read()
if not obeys(record, ARGV[1], ARGV[2]) then
  return {'nothing'}
end
local now = clock()
local state, at = standing(record, now)
settle(record, state, at)
if state == 'sealed' or state == 'pending' then
  conclude(record, 'revoked', now)
  return {'done'}
end
touch(record)
if state == 'revoked' then
  return {'done'}
end
return {'refused', state, at}
