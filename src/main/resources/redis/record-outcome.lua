-- Records what became of a candidate, once, and takes it off the list.
-- KEYS: job, candidates, failures
-- ARGV: nonce, candidate, count to raise ('done', 'failed' or 'skipped'), reason of a failure or ''
-- Returns 1, or 0 when the lease is lost or the candidate was recorded before.
local nonce, candidate, count, reason = unpack(ARGV)
if not holds('lease', nonce) or remaining('lease') <= 0 then return 0 end
if redis.call('LREM', KEYS[2], 1, candidate) == 0 then return 0 end
redis.call('HINCRBY', KEYS[1], count, 1)
if reason ~= '' then redis.call('HSET', KEYS[3], candidate, reason) end
return 1
