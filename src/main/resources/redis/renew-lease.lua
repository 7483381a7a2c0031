-- Extends a lease that still stands.
-- KEYS: job
-- ARGV: nonce, lease (ms)
-- Returns 1, or 0 when the lease is lost or the job does not run any more.
if redis.call('HGET', KEYS[1], 'state') ~= 'running' then return 0 end
if not holds('lease', ARGV[1]) or remaining('lease') <= 0 then return 0 end
take('lease', ARGV[1], ARGV[2])
return 1
