-- KEYS: as in record.lua; to open for good, the name under which the envelope is read and erased by the
-- command behind this one.
-- ARGV: link hash, open hash, claim, mark, lease in milliseconds.
-- → {'granted', lease_expires_at} | {'wrong', tries_left} | {'gone', state, at, 1 if mine} |
--   {'nothing'}

local TAKEN = KEYS[6]
local link, open, claim, mark, lease = unpack(ARGV)
local record = read()
if not obeys(record, 'link', link) then
  return {'nothing'}
end
-- What is opened stays so, whatever the time: the one who comes too late does not pay for a look at it.
local now = record.state ~= 'opened' and clock()
local state, at = standing(record, now)
settle(record, state, at)

-- Safe to repeat, and repeated: the claim may be written and the rest have been refused.
local function keep_until(ends)
  redis.call('SETRANGE', ENV, 0, string.rep('\0', 32))
  redis.call('PEXPIREAT', ENV, ends)
  if record.requested then
    redis.call('PEXPIREAT', WRAPS, ends)
  end
  put_down(ends)
  return {'granted', ends}
end

-- The wraps are read before the envelope; from here on there is nothing but the name of this opening.
local function open_for_good(ends, won)
  redis.call('RENAME', ENV, TAKEN)
  redis.call('PEXPIREAT', TAKEN, ends)
  if record.requested then
    redis.call('UNLINK', WRAPS)
  end
  enter(record, 'opened', string.format('%.0f', now), nil, won)
  return {'granted', ends}
end

if record.claim == claim then
  touch(record)
  if state ~= 'claimed' then
    return {'gone', state, at, 1}
  elseif redis.call('EXISTS', ENV) == 0 then
    return {'gone', 'lost', now, 1}
  end
  return TAKEN and open_for_good(record.lease) or keep_until(record.lease)
end

if state == 'sealed' and record.tries > 0 and record.open == open then
  local ends = now + lease
  if TAKEN then
    return open_for_good(ends, claim)
  end
  redis.call('HSET', REC, 'state', 'claimed', 'claim', claim, 'claimed', now, 'lease', ends)
  emit(record, 'bundle.claimed', now)
  return keep_until(ends)
end

-- A wrong try and a late one are remembered by their marks: one that is sent again counts once. Every
-- late one is counted and only the first is told: nobody can fill the outbox with them.
local wrong = 'wrong:' .. mark
if state == 'sealed' then
  local new = redis.call('HSETNX', REC, wrong, '')
  local tries = math.max(0, record.tries - new)
  redis.call('HSET', REC, 'tries', tries)
  if tries > 0 then
    if new == 1 then
      emit(record, 'bundle.open_failed', now)
    end
    return {'wrong', tries}
  end
  -- Counted before it is erased, written down after: where that is refused, it stays sealed for
  -- everybody, and the next try erases it.
  conclude(record, 'destroyed', now)
  return {'gone', 'destroyed', now, 0}
end
local known = redis.call('HMGET', REC, 'late', 'late_mark', wrong)
if known[2] == mark or known[3] then
  touch(record)
else
  redis.call('HSET', REC, 'late', (known[1] or 0) + 1, 'late_mark', mark)
  if not known[1] then
    emit(record, 'bundle.late', now or clock())
  end
end
return {'gone', state, at, 0}
