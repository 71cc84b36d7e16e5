-- Copies events of one client from the outbox of one partition into the client's log, those that are not
-- there yet, and what was requested into the lists of its requests.
-- KEYS: the client's log, its offsets, the list of its requests, that of each reference.
-- ARGV: the partition, as two hex digits; of each event, in the order of the outbox: its id there, type,
-- subject, id, time, data, reference or '', and, of a request that was made, its name in the list of
-- all, which of the keys its reference's list is or 0, until when it may be kept; else '', 0, 0.
-- → 1
--
-- Whatever may be refused comes before what must not be done twice: the log is read and the offset
-- written as it is, the lists come before the log, and the new offset with each event.

local LOG, OFF, REQ = unpack(KEYS, 1, 3)
-- Of one client; and requests in one of its lists.
local MOST_EVENTS = 100000
local MOST_LISTED = 1000000

local function parts(id)
  local millis, number = string.match(id, '^(%d+)-(%d+)$')
  return tonumber(millis), tonumber(number)
end

local partition = ARGV[1]
local done = redis.call('HGET', OFF, partition) or '0-0'
redis.call('HSET', OFF, partition, done) -- also so that a WAIT behind covers it
local done_millis, done_number = parts(done)
local last = redis.call('XREVRANGE', LOG, '+', '-', 'COUNT', 1)[1]
-- The first field of an entry: its number in the log.
local number = last and tonumber(last[2][2]) or 0

local function list(key, name, time, kept)
  redis.call('ZADD', key, time, name)
  redis.call('ZREMRANGEBYRANK', key, 0, -1 - MOST_LISTED)
  redis.call('PEXPIREAT', key, math.max(redis.call('PEXPIRETIME', key), kept))
end

for first = 2, #ARGV, 10 do
  local place, kind, subject, id, time, data, reference, name, key, kept = unpack(ARGV, first, first + 9)
  local millis, count = parts(place)
  if millis > done_millis or millis == done_millis and count > done_number then
    if name ~= '' then
      list(REQ, name, time, kept)
      if key ~= '0' then
        list(KEYS[tonumber(key)], id, time, kept)
      end
    end
    number = number + 1
    redis.call('XADD', LOG, 'MAXLEN', '~', MOST_EVENTS, '*', 'n', number, 'event',
      partition .. '-' .. place, 'type', kind, 'subject', subject, 'id', id, 'time', time, 'data', data,
      'reference', reference)
    redis.call('HSET', OFF, partition, place)
    done_millis, done_number = millis, count
  end
end
redis.call('XTRIM', LOG, 'MINID', clock() - KEPT)
redis.call('PEXPIRE', LOG, KEPT)
-- Longer than the outbox keeps what it says of it.
redis.call('PEXPIRE', OFF, 2 * KEPT)
return 1
