-- What has an owner stands in the due index until it ends, and each change of it in the outbox: in
-- the step of the change, so that there is one event for each, whoever brings it about. What is claimed
-- stands in the index, too, whoever has it: its envelope is to be erased when the lease ends, and not
-- when Redis comes by and finds that its time is over.

-- The relay empties the outbox within two seconds. Where none runs, time does: an event is trimmed by the
-- first one that comes this much later, and the last ones go with the whole outbox. Of one id there are
-- a dozen events at most, whatever the holders of its links do; memory has to be bounded all the same.
local MOST_EVENTS = 100000

local function put_down(at)
  redis.call('ZADD', DUE, at, string.sub(REC, -22))
end

local function schedule(record, at)
  if record.owner then
    put_down(at)
  end
end

-- `event` begins with what it is about, 'bundle.' or 'request.', unless `subject` says so.
local function emit(record, event, at, data, subject)
  if not record.owner then
    return
  end
  local entry = {'type', event, 'subject', subject or string.match(event, '^%a+'),
    'id', string.sub(REC, -22), 'owner', record.owner, 'time', at, 'data', data or '{}'}
  for _, field in ipairs({'reference', 'kept'}) do
    if record[field] then
      table.insert(entry, field)
      table.insert(entry, record[field])
    end
  end
  redis.call('XADD', OUT, 'MAXLEN', '~', MOST_EVENTS, '*', unpack(entry))
  redis.call('XTRIM', OUT, 'MINID', clock() - KEPT)
  redis.call('PEXPIRE', OUT, KEPT)
end

-- Writes down an end; `claim` is the one that it comes with.
local function enter(record, state, at, data, claim)
  if claim then
    redis.call('HSET', REC, 'state', state, 'opened', at, 'claim', claim)
    emit(record, 'bundle.claimed', at)
  else
    redis.call('HSET', REC, 'state', state, state == 'opened' and 'opened' or 'ended', at)
  end
  if record.owner or record.claim then
    redis.call('ZREM', DUE, string.sub(REC, -22))
  end
  if state == 'opened' then
    data = data or '{"confirmed":false,"readable":null}'
  end
  emit(record, (record.unanswered and 'request.' or 'bundle.') .. state, at, data)
end

-- The step into an end. It erases first: a refusal must not leave a record that says it was erased.
local function conclude(record, state, at, data)
  redis.call('UNLINK', ENV, WRAPS)
  enter(record, state, at, data)
end

-- Writes down an end that time alone brought, so that it stays when the clock is set back.
local function settle(record, state, at)
  if state ~= record.state then
    conclude(record, state, at)
  end
end
