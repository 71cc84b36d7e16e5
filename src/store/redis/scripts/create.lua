-- KEYS: the record; the envelope with the hash of the open token in front; the partition's due index;
-- where the envelope waits, if it is large.
-- ARGV: content, link hash, receipt hash, open hash with the envelope behind it or '' if it waits,
-- passphrase 0 or 1, size, lifetime and retention in milliseconds, tries, owner or '', '1' if there is
-- room.
-- → {'new' | 'same', expires_at} | {'taken'} | {'full'}

local REC, ENV, DUE, NEW = unpack(KEYS)
local content, link, receipt, sealed, passphrase, size, lifetime, retention, tries, owner, room =
  unpack(ARGV)
if redis.call('EXISTS', REC) == 1 then
  if NEW then
    redis.call('UNLINK', NEW)
  end
  local known = redis.call('HMGET', REC, 'content', 'expires')
  if known[1] ~= content then
    return {'taken'}
  end
  redis.call('HSET', REC, 'content', content) -- so that a WAIT behind covers it
  return {'same', (assert(tonumber(known[2]), 'a record without an end'))}
elseif room ~= '1' then
  return {'full'}
end
local now = clock()
local expires = now + lifetime
-- As text: a number is written out anew for each command.
local ends, kept_until = string.format('%.0f', expires), string.format('%.0f', expires + retention)
-- First: what waits is not there any more if this step came late, and then nothing has happened.
if NEW then
  redis.call('RENAME', NEW, ENV)
end
if owner ~= '' then
  redis.call('ZADD', DUE, ends, string.sub(REC, -22))
end
if NEW then
  redis.call('PEXPIREAT', ENV, ends)
else
  redis.call('SET', ENV, sealed, 'PXAT', ends)
end
redis.call('HSET', REC, 'state', 'sealed', 'link', link, 'receipt', receipt, 'content', content,
  'passphrase', passphrase, 'size', size, 'created', now, 'expires', ends, 'until', kept_until,
  'tries', tries)
if owner ~= '' then
  redis.call('HSET', REC, 'owner', owner)
end
redis.call('PEXPIREAT', REC, kept_until)
return {'new', expires}
