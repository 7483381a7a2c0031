-- Takes the lease of a job that has work to do and that nobody holds.
-- KEYS: job
-- ARGV: nonce, lease (ms), now (ms, gateway clock)
-- Returns 1 when taken, 0 when there is nothing to do for now, -1 when the job is finished or gone.
local state = redis.call('HGET', KEYS[1], 'state')
if not state or state == 'completed' or state == 'cancelled' then return -1 end
if state == 'prepared' or state == 'paused' or remaining('lease') > 0 then return 0 end
take('lease', ARGV[1], ARGV[2])
if state ~= 'pausing' and state ~= 'cancelling' then
  local planned = redis.call('HGET', KEYS[1], 'planned') == '1'
  redis.call('HSET', KEYS[1], 'state', planned and 'running' or 'planning')
end
local looked = 0
for _, name in ipairs({'done', 'failed', 'skipped'}) do
  looked = looked + redis.call('HGET', KEYS[1], name)
end
redis.call('HSET', KEYS[1], 'since', ARGV[3], 'before', looked)
return 1
