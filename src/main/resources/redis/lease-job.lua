-- Takes the lease of a job that is not finished and that nobody holds.
-- KEYS: job
-- ARGV: nonce, lease (ms)
-- Returns 1 when taken, 0 when another holds it, -1 when the job is finished or gone.
local state = redis.call('HGET', KEYS[1], 'state')
if state ~= 'queued' and state ~= 'running' then return -1 end
if remaining('lease') > 0 then return 0 end
take('lease', ARGV[1], ARGV[2])
redis.call('HSET', KEYS[1], 'state', 'running')
return 1
