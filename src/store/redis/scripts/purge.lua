-- Erases all there is of an id. What is still to be opened, or just being opened, is told to its owner.
-- A record that cannot be read goes all the same.
-- → 1 if there was anything, else 0

local function tell()
  local record = read()
  if not record then
    return
  end
  local now = clock()
  local state, at = standing(record, now)
  settle(record, state, at)
  if state == 'sealed' or state == 'pending' then
    conclude(record, 'revoked', now)
  elseif state == 'claimed' then
    conclude(record, 'opened', now)
  end
end

pcall(tell)
redis.call('ZREM', DUE, string.sub(REC, -22))
return math.min(1, redis.call('UNLINK', REC, ENV, WRAPS, DOC))
