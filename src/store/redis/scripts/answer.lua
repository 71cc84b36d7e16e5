-- ARGV: answer hash, content, link hash, receipt hash, open hash with the envelope behind it, size,
-- hash of the envelope, wraps, '1' if there is room.
-- → {'new' | 'same', expires_at} | {'taken'} | {'gone', state, at} | {'nothing'} | {'full'}

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
schedule(record, expires)
emit(record, 'request.answered', now)
redis.call('SET', ENV, sealed, 'PXAT', expires)
redis.call('SET', WRAPS, wraps, 'PXAT', expires)
redis.call('PEXPIREAT', DOC, kept_until)
redis.call('PEXPIREAT', REC, kept_until)
-- Last: from here on it is answered, and all of it is there.
redis.call('HSET', REC, 'state', 'sealed', 'link', link, 'receipt', receipt, 'given', content,
  'passphrase', 0, 'size', size, 'sha256', sha256, 'created', now, 'expires', expires,
  'until', kept_until)
return {'new', expires}
