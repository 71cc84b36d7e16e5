-- ARGV: content, link hash, receipt hash, open hash with the envelope behind it, passphrase 0 or 1,
-- size, lifetime and retention in milliseconds, tries, owner or '', '1' if there is room.
-- → {'new' | 'same', expires_at} | {'taken'} | {'full'}

local content, link, receipt, sealed, passphrase, size, lifetime, retention, tries, owner, room =
  unpack(ARGV)
local known = redis.call('HMGET', REC, 'content', 'expires', 'state')
if known[1] == content then
  redis.call('HSET', REC, 'content', content) -- so that a WAIT behind covers it
  return {'same', (assert(tonumber(known[2]), 'a record without an end'))}
elseif known[1] or known[2] or known[3] then
  return {'taken'}
elseif room ~= '1' then
  return {'full'}
end
local now = clock()
local expires = now + lifetime
local kept_until = expires + retention
if owner ~= '' then
  schedule({owner = owner}, expires)
end
redis.call('SET', ENV, sealed, 'PXAT', expires)
redis.call('HSET', REC, 'state', 'sealed', 'link', link, 'receipt', receipt, 'content', content,
  'passphrase', passphrase, 'size', size, 'created', now, 'expires', expires, 'until', kept_until,
  'tries', tries)
if owner ~= '' then
  redis.call('HSET', REC, 'owner', owner)
end
redis.call('PEXPIREAT', REC, kept_until)
return {'new', expires}
