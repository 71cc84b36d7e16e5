-- KEYS: as in record.lua; where the envelope waits, if it is large.
-- ARGV: answer hash, content, link hash, receipt hash, open hash with the envelope behind it or '' if it
-- waits, size, hash of the envelope, wraps, '1' if there is room.
-- → {'new' | 'same', expires_at} | {'taken'} | {'gone', state, at} | {'nothing'} | {'full'}

local NEW = KEYS[7]
local answer, content, link, receipt, sealed, size, sha256, wraps, room = unpack(ARGV)
local record = read()
if not obeys(record, 'answer', answer) then
  return {'nothing'}
elseif record.given then
  touch(record)
  if record.given == content then
    return {'same', record.expires}
  end
  return {'taken'}
end
local now = clock()
local state, at = standing(record, now)
settle(record, state, at)
if state ~= 'pending' then
  touch(record)
  return {'gone', state, at}
elseif room ~= '1' then
  return {'full'}
end
local expires = now + record.expires - record.requested
local kept_until = expires + record.kept_until - record.expires
-- First: what waits is not there any more if this step came late, and then nothing has happened.
if NEW then
  redis.call('RENAME', NEW, ENV)
end
schedule(record, expires)
emit(record, 'request.answered', now)
if NEW then
  redis.call('PEXPIREAT', ENV, expires)
else
  redis.call('SET', ENV, sealed, 'PXAT', expires)
end
redis.call('SET', WRAPS, wraps, 'PXAT', expires)
redis.call('PEXPIREAT', DOC, kept_until)
redis.call('PEXPIREAT', REC, kept_until)
-- Last: from here on it is answered, and all of it is there.
redis.call('HSET', REC, 'state', 'sealed', 'link', link, 'receipt', receipt, 'given', content,
  'passphrase', 0, 'size', size, 'sha256', sha256, 'created', now, 'expires', expires,
  'until', kept_until)
return {'new', expires}
