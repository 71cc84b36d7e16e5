-- Stands in front of every verb's script: the record, and its state at this moment by the store's
-- clock, as `Record::standing` and `RequestRecord::standing` have it.
-- KEYS: the record; the 32 bytes of the hash of the open token with the envelope behind them; the
-- partition's due index and its outbox; the wraps; the document. A script gets as many as it needs.

local REC, ENV, DUE, OUT, WRAPS, DOC = unpack(KEYS)

local function read()
  local field = redis.call('HMGET', REC, 'state', 'expires', 'until', 'tries', 'link', 'receipt',
    'created', 'claim', 'claimed', 'lease', 'opened', 'ended', 'owner', 'requested')
  if not field[1] and redis.call('EXISTS', REC) == 0 then
    return nil
  end
  -- What few have is not looked for in vain.
  local more = (field[13] or field[14]) and redis.call('HMGET', REC, 'ref', 'answer', 'collect', 'given')
    or {}
  local unanswered = field[14] and not more[4]
  return {
    state = assert(field[1], 'a record without a state'),
    expires = assert(tonumber(field[2]), 'a record without an end'),
    kept_until = assert(tonumber(field[3]), 'a record without an end of its receipt'),
    tries = assert(tonumber(field[4]), 'a record without tries'),
    link = assert(field[5] or unanswered and '', 'a record without a link hash'),
    receipt = assert(field[6] or unanswered and '', 'a record without a receipt hash'),
    created = assert(tonumber(field[7] or unanswered and field[14]), 'a record without a beginning'),
    claim = field[8],
    claimed = tonumber(field[9]),
    lease = tonumber(field[10]),
    opened = tonumber(field[11]),
    ended = tonumber(field[12]),
    owner = field[13],
    requested = tonumber(field[14]),
    reference = more[1],
    answer = more[2],
    collect = more[3],
    given = more[4],
    unanswered = unanswered,
  }
end

-- Writes a field as it is, so that a WAIT behind a step that changes nothing covers what it tells.
local function touch(record)
  redis.call('HSET', REC, 'until', record.kept_until)
end

-- Whether the value of this field proves a right; what a client may do to its requests it may not do
-- to its bundles.
local function obeys(record, field, value)
  return record and record[field] == value and (field ~= 'owner' or record.requested)
end

-- Of a sealed bundle it also reads the hash of the open token, which tells that the envelope is there.
local function standing(record, now)
  if record.state == 'pending' or record.state == 'sealed' then
    if now >= record.expires then
      return 'expired', record.expires
    elseif record.state == 'pending' then
      return 'pending', record.created
    end
    record.open = redis.call('GETRANGE', ENV, 0, 31)
    if record.open == '' then
      return 'lost', now
    end
    return 'sealed', record.created
  elseif record.state == 'claimed' and now < assert(record.lease, 'a claim without a lease') then
    return 'claimed', (assert(record.claimed, 'a claim without a time'))
  elseif record.state == 'claimed' then
    return 'opened', record.lease
  elseif record.state == 'opened' then
    return 'opened', (assert(record.opened, 'an opening without a time'))
  end
  return record.state, (assert(record.ended, 'an end without a time'))
end
