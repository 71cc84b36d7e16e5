-- For what stands in the due index and whose deadline has come: writes down what time has brought,
-- if no verb has done so, and gives it its next deadline, if there is one. What is damaged stands in
-- nobody's way: it is put off.
-- → 1 | what is wrong with the record

local AGAIN = 60 * 60 * 1000

local function look_after()
  local record = read()
  local state, at
  if record then
    state, at = standing(record, clock())
    settle(record, state, at)
  end
  if state == 'claimed' then
    put_down(record.lease)
  elseif state == 'sealed' or state == 'pending' then
    schedule(record, record.expires)
  else
    redis.call('ZREM', DUE, string.sub(REC, -22))
  end
end

local fine, trouble = pcall(look_after)
if fine then
  return 1
end
redis.call('ZADD', DUE, 'XX', clock() + AGAIN, string.sub(REC, -22))
return type(trouble) == 'table' and trouble.err or tostring(trouble)
