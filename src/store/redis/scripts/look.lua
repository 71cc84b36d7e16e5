-- KEYS: the record; the envelope.   ARGV: the fields to read.
-- → {their values, the envelope's size or 0, TIME}
--
-- All three in one step, so that an opening in between does not look like a loss; the time last, so
-- that an expiry in between does not. A transaction would do, but a full Redis refuses those.

return {
  redis.call('HMGET', KEYS[1], unpack(ARGV)),
  redis.call('STRLEN', KEYS[2]),
  redis.call('TIME'),
}
