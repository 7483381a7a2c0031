-- Gives a lease back; with a final state, ends the job and lets it be forgotten in time.
-- KEYS: job, candidates, failures
-- ARGV: nonce, final state or '', now (ms, gateway clock), retention (ms)
-- Returns 1, or 0 when the lease is lost.
local nonce, state, now, retention = unpack(ARGV)
if not holds('lease', nonce) then return 0 end
redis.call('HDEL', KEYS[1], 'lease')
if state ~= '' then
  redis.call('HSET', KEYS[1], 'state', state, 'finishedAt', now)
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, retention) end
end
return 1
