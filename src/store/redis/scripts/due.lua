-- For what stands in the due index and whose deadline has come: writes down what time has brought,
-- if no verb has done so, and gives it its next deadline, if there is one.
-- → 1

local record = read()
local state, at
if record then
  state, at = standing(record, clock())
  settle(record, state, at)
end
if state == 'claimed' then
  schedule(record, record.lease)
elseif state == 'sealed' or state == 'pending' then
  schedule(record, record.expires)
else
  redis.call('ZREM', DUE, string.sub(REC, -22))
end
return 1
