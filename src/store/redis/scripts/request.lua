-- ARGV: content, answer hash, collect hash, document, lifetime and retention in milliseconds, tries,
-- owner or '', reference or '', '1' if there is room.
-- → {'new' | 'same', expires_at} | {'taken'} | {'full'}

local content, answer, collect, document, lifetime, retention, tries, owner, reference, room =
  unpack(ARGV)
local known = redis.call('HMGET', REC, 'content', 'state', 'requested', 'created', 'expires')
if known[1] == content then
  redis.call('HSET', REC, 'content', content) -- so that a WAIT behind covers it
  -- The answer's lifetime is the request's, counted anew: what was told first is told again.
  local requested = assert(tonumber(known[3]), 'a request without a beginning')
  local expires = assert(tonumber(known[5]), 'a record without an end')
  return {'same', requested + expires - (known[4] or requested)}
elseif known[1] or known[2] or known[5] then
  return {'taken'}
elseif room ~= '1' then
  return {'full'}
end
local now = clock()
local expires = now + lifetime
local kept_until = expires + retention
if owner ~= '' then
  -- With an answer at the last moment it is kept the longest.
  local record = {owner = owner, reference = reference ~= '' and reference, kept = kept_until + lifetime}
  schedule(record, expires)
  emit(record, 'request.created', now)
end
redis.call('SET', DOC, document, 'PXAT', kept_until)
redis.call('HSET', REC, 'state', 'pending', 'content', content, 'answer', answer, 'collect', collect,
  'requested', now, 'expires', expires, 'until', kept_until, 'tries', tries)
if owner ~= '' then
  redis.call('HSET', REC, 'owner', owner)
end
if reference ~= '' then
  redis.call('HSET', REC, 'ref', reference)
end
redis.call('PEXPIREAT', REC, kept_until)
return {'new', expires}
