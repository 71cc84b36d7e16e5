-- Stands in front of every verb's script: the record, and its state at this moment by the store's
-- clock, as `Record::standing` and `RequestRecord::standing` have it.
-- KEYS: the record; the 32 bytes of the hash of the open token with the envelope behind them; the
-- partition's due index and its outbox; the wraps; the document. A script gets as many as it needs.

local REC, ENV, DUE, OUT, WRAPS, DOC = unpack(KEYS)

-- What only some verbs and states need is read when it is asked for: a field costs as much as a command
-- of its own.
local later = {__index = function(_, name)
  local value = redis.call('HGET', REC, name == 'kept_until' and 'until' or name)
  return value and (name == 'receipt' and value or tonumber(value)) or nil
end}

-- What has an owner, or began as a request, has more than a bundle.
local function read_more(record)
  local field = redis.call('HMGET', REC, 'ref', 'answer', 'collect', 'given', 'created', 'receipt')
  record.reference, record.answer, record.collect, record.given = unpack(field, 1, 4)
  record.unanswered = record.requested and not record.given
  record.link = record.link or record.unanswered and ''
  record.created = assert(tonumber(field[5] or record.unanswered and record.requested),
    'a record without a beginning')
  record.receipt = assert(field[6] or record.unanswered and '', 'a record without a receipt hash')
  assert(record.kept_until, 'a record without an end of its receipt')
end

local function read()
  local field = redis.call('HMGET', REC, 'state', 'link', 'expires', 'tries', 'claim', 'owner', 'requested')
  if not field[1] and redis.call('EXISTS', REC) == 0 then
    return nil
  end
  local record = setmetatable({
    state = assert(field[1], 'a record without a state'),
    link = field[2],
    expires = assert(tonumber(field[3]), 'a record without an end'),
    tries = assert(tonumber(field[4]), 'a record without tries'),
    claim = field[5],
    owner = field[6],
    requested = tonumber(field[7]) or false,
    unanswered = false,
  }, later)
  if record.owner or record.requested then
    read_more(record)
  end
  assert(record.link, 'a record without a link hash')
  return record
end

-- Writes a field as it is, so that a WAIT behind a step that changes nothing covers what it tells.
local function touch(record)
  redis.call('HSET', REC, 'until', (assert(record.kept_until, 'a record without an end of its receipt')))
end

-- Whether the value of this field proves a right; what a client may do to its requests it may not do
-- to its bundles.
local function obeys(record, field, value)
  return record and record[field] == value and (field ~= 'owner' or record.requested)
end

-- The state and, unless it is sealed, since when. Of a sealed bundle it also reads the hash of the open
-- token, which tells that the envelope is there.
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
    return 'sealed'
  elseif record.state == 'claimed' and now < assert(record.lease, 'a claim without a lease') then
    return 'claimed', (assert(record.claimed, 'a claim without a time'))
  elseif record.state == 'claimed' then
    return 'opened', record.lease
  elseif record.state == 'opened' then
    return 'opened', (assert(record.opened, 'an opening without a time'))
  end
  return record.state, (assert(record.ended, 'an end without a time'))
end
