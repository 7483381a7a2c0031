-- Records a job that is not open yet and is forgotten unless it is opened.
-- KEYS: job
-- ARGV: patience (ms), field, value ...
redis.call('HSET', KEYS[1], 'state', 'prepared', 'total', 0, 'done', 0, 'failed', 0, 'skipped', 0, 'gone', 0,
  'cursor', '', 'planned', 0, unpack(ARGV, 2))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1
