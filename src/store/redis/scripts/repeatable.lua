-- KEYS: what is remembered of a call: 32 bytes of its content, then when what it asked for ends.
-- ARGV: content, lifetime and how long to remember in milliseconds, '1' if there is room.
-- → {'first' | 'again', expires_at} | {'other'} | {'full'}

local content, lifetime, remembered, room = unpack(ARGV)
local known = redis.call('GET', KEYS[1])
if known then
  redis.call('SET', KEYS[1], known, 'KEEPTTL') -- so that a WAIT behind covers it
  if string.sub(known, 1, 32) ~= content then
    return {'other'}
  end
  return {'again', (assert(tonumber(string.sub(known, 33)), 'a call without an end'))}
elseif room ~= '1' then
  return {'full'}
end
local expires = clock() + lifetime
redis.call('SET', KEYS[1], content .. string.format('%d', expires), 'PX', remembered)
return {'first', expires}
