-- Makes some failures of a completed job candidates again; queues it when none is left to move.
-- KEYS: job, candidates, failures
-- ARGV: most to move
-- Returns {'more'} | {'done', state} | {'refused', state} | {'unknown'}
local state = redis.call('HGET', KEYS[1], 'state')
if not state or state == 'prepared' then return {'unknown'} end
if state ~= 'completed' or redis.call('LLEN', KEYS[3]) == 0 then return {'refused', state} end

for _, key in ipairs(KEYS) do redis.call('PERSIST', key) end
local moved = redis.call('LPOP', KEYS[3], ARGV[1])
for _, failure in ipairs(moved) do redis.call('RPUSH', KEYS[2], failure:match('^[^\n]*')) end
count('failed', -#moved)
if redis.call('LLEN', KEYS[3]) > 0 then return {'more'} end
redis.call('HSET', KEYS[1], 'state', 'queued')
redis.call('HDEL', KEYS[1], 'finishedAt')
return {'done', 'queued'}
