-- Claims a tick of a schedule: each once, and none after a later one.
-- KEYS: schedule
-- ARGV: tick (ms)
-- Returns {1 when claimed, id of the job that it started last or ''}
local last = redis.call('HGET', KEYS[1], 'tick')
if last and tonumber(last) >= tonumber(ARGV[1]) then return {0, ''} end
redis.call('HSET', KEYS[1], 'tick', ARGV[1])
return {1, redis.call('HGET', KEYS[1], 'job') or ''}
