-- Pauses, resumes or cancels a job.
-- KEYS: job, candidates, failures, in hand, identities
-- ARGV: order ('pause', 'resume' or 'cancel'), now (ms, gateway clock), retention (ms)
-- Returns {'done', state} | {'refused', state} | {'unknown'}
local order, now, retention = unpack(ARGV)
local state = redis.call('HGET', KEYS[1], 'state')
if not state or state == 'prepared' then return {'unknown'} end
if state == 'completed' or state == 'cancelled' then return {'refused', state} end
if state == 'cancelling' and order ~= 'cancel' then return {'refused', state} end

local worked_on = remaining('lease') > 0
local half_done = worked_on or redis.call('HLEN', KEYS[4]) > 0
if order == 'pause' then
  if state ~= 'paused' then state = half_done and 'pausing' or 'paused' end
elseif order == 'resume' then
  if state == 'pausing' and worked_on then
    state = redis.call('HGET', KEYS[1], 'planned') == '1' and 'running' or 'planning'
  elseif state == 'pausing' or state == 'paused' then
    state = 'queued'
  end
else
  state = half_done and 'cancelling' or 'cancelled'
end

redis.call('HSET', KEYS[1], 'state', state)
if state == 'cancelled' then
  redis.call('HSET', KEYS[1], 'finishedAt', now)
  redis.call('DEL', KEYS[2], KEYS[5])
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, retention) end
end
return {'done', state}
