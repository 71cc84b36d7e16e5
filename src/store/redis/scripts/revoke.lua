-- ARGV: receipt hash.
-- → {'done'} | {'refused', state, at} | {'nothing'}

local record = read()
if not record or record.receipt ~= ARGV[1] then
  return {'nothing'}
end
local now = clock()
local state, at = standing(record, now)
settle(record, state, at)
if state == 'sealed' then
  redis.call('UNLINK', ENV) -- first: a refusal must not leave a record that says it was erased
  redis.call('HSET', REC, 'state', 'revoked', 'ended', now)
  return {'done'}
elseif state == 'revoked' then
  touch(record)
  return {'done'}
end
return {'refused', state, at}
