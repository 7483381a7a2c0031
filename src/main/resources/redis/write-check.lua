-- Writes something, to see whether that can be done.
-- KEYS: any
-- ARGV: how long it is kept (ms)
redis.call('SET', KEYS[1], '', 'PX', ARGV[1])
return 1
