-- Counts what became of a candidate, once, and takes it off the list. What was deleted stays in hand, marked
-- as counted, until the ledger has forgotten it.
-- KEYS: job, candidates, failures, in hand
-- ARGV: nonce, candidate, outcome ('done', 'gone', 'failed' or 'skipped'), reason of a failure or ''
-- Returns how the lease stands; lost, too, when the candidate was counted before.
local nonce, candidate, outcome, reason = unpack(ARGV)
local how = standing(nonce)
if how == 'lost' or redis.call('LREM', KEYS[2], 1, candidate) == 0 then return 'lost' end
if outcome == 'gone' then count('gone', 1) end
count(outcome == 'gone' and 'done' or outcome, 1)
if outcome == 'failed' then redis.call('RPUSH', KEYS[3], candidate .. '\n' .. reason) end
local held = redis.call('HGET', KEYS[4], candidate)
if held and (outcome == 'done' or outcome == 'gone') then
  redis.call('HSET', KEYS[4], candidate, '!' .. held:sub(2))
else
  redis.call('HDEL', KEYS[4], candidate)
end
return how
