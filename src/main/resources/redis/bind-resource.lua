-- Binds the ledger to an ACS resource, unless it is bound already.
-- KEYS: meta
-- ARGV: resource, field of the endpoint or ''
-- Returns the resource that it is bound to.
redis.call('HSETNX', KEYS[1], 'resource', ARGV[1])
local bound = redis.call('HGET', KEYS[1], 'resource')
if bound == ARGV[1] and ARGV[2] ~= '' then redis.call('HSET', KEYS[1], ARGV[2], bound) end
return bound
