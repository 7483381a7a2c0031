-- Signs a user's record, unless it has changed since it was read.
-- KEYS: user
-- ARGV: user id, identity, signature
-- Returns 1, or 0 when it has changed
if redis.call('HGET', KEYS[1], 'user') ~= ARGV[1] or redis.call('HGET', KEYS[1], 'identity') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'mac', ARGV[3])
return 1
