-- Records that all candidates are listed; a dry run needs them no more.
-- KEYS: job, candidates, identities
-- ARGV: nonce, sample, now (ms, gateway clock)
-- Returns how the lease stands.
local how = standing(ARGV[1])
if how == 'lost' then return how end
redis.call('HSET', KEYS[1], 'planned', 1, 'sample', ARGV[2], 'since', ARGV[3])
if how == 'go_on' then redis.call('HSET', KEYS[1], 'state', 'running') end
if redis.call('HGET', KEYS[1], 'dryRun') == '1' then redis.call('DEL', KEYS[2], KEYS[3]) end
return how
