-- Ends a lease, and the job with it where there is nothing left or it was told to end.
-- KEYS: job, candidates, failures, in hand, identities
-- ARGV: nonce, now (ms, gateway clock), retention (ms)
-- Returns the job's state, or 'lost'.
local nonce, now, retention = unpack(ARGV)
local how = standing(nonce)
if how == 'lost' then return how end
redis.call('HDEL', KEYS[1], 'lease')
local state = redis.call('HGET', KEYS[1], 'state')
local nothing_left = redis.call('HGET', KEYS[1], 'planned') == '1' and redis.call('LLEN', KEYS[2]) == 0
  and redis.call('HLEN', KEYS[4]) == 0
if nothing_left then
  state = 'completed'
elseif state == 'pausing' then
  state = 'paused'
elseif state == 'cancelling' then
  state = 'cancelled'
else
  state = 'queued'
end
redis.call('HSET', KEYS[1], 'state', state)
if state == 'completed' or state == 'cancelled' then
  redis.call('HSET', KEYS[1], 'finishedAt', now)
  redis.call('DEL', KEYS[2], KEYS[5])
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, retention) end
end
return state
