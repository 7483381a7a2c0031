-- Records a new job.
-- KEYS: job, candidates
-- ARGV: created at (ms), candidate ...
redis.call('HSET', KEYS[1], 'state', 'queued', 'createdAt', ARGV[1], 'total', #ARGV - 1,
  'done', 0, 'failed', 0, 'skipped', 0)
for i = 2, #ARGV do redis.call('RPUSH', KEYS[2], ARGV[i]) end
return 1
