-- Stands in front of every verb's script: the record, and its state at this moment by the store's
-- clock, as `Record::standing` in record.rs has it.
-- KEYS: the record, and the 32 bytes of the hash of the open token with the envelope behind them.

local REC, ENV = KEYS[1], KEYS[2]

local function clock()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function read()
  local field = redis.call('HMGET', REC, 'state', 'link', 'receipt', 'created', 'expires', 'tries',
    'claim', 'claimed', 'lease', 'opened', 'ended')
  if not field[1] and redis.call('EXISTS', REC) == 0 then
    return nil
  end
  return {
    state = assert(field[1], 'a record without a state'),
    link = assert(field[2], 'a record without a link hash'),
    receipt = assert(field[3], 'a record without a receipt hash'),
    created = assert(tonumber(field[4]), 'a record without a time of creation'),
    expires = assert(tonumber(field[5]), 'a record without an end'),
    tries = assert(tonumber(field[6]), 'a record without tries'),
    claim = field[7],
    claimed = tonumber(field[8]),
    lease = tonumber(field[9]),
    opened = tonumber(field[10]),
    ended = tonumber(field[11]),
  }
end

-- Writes a field as it is, so that a WAIT behind a step that changes nothing covers what it tells.
local function touch(record)
  redis.call('HSET', REC, 'link', record.link)
end

-- Of a sealed bundle it also reads the hash of the open token, which tells that the envelope is there.
local function standing(record, now)
  if record.state == 'sealed' then
    if now >= record.expires then
      return 'expired', record.expires
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

-- Writes down an end that time alone brought, so that it stays when the clock is set back.
local function settle(record, state, at)
  if state == record.state then
    return
  end
  redis.call('HSET', REC, 'state', state, state == 'opened' and 'opened' or 'ended', at)
end
