-- Makes a prepared job a job like any other.
-- KEYS: job, candidates, identities
-- Returns 1, or 0 when the job is forgotten.
if redis.call('HGET', KEYS[1], 'state') ~= 'prepared' then return 0 end
redis.call('HSET', KEYS[1], 'state', 'queued', 'total', redis.call('LLEN', KEYS[2]))
for _, key in ipairs(KEYS) do redis.call('PERSIST', key) end
return 1
