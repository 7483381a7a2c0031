-- Writes down what the listing of a job's candidates found, and where it goes on.
-- KEYS: job, candidates, identities
-- ARGV: nonce, cursor before, cursor after, unknown candidates, candidates that were only counted,
--       candidate, its identity or '' ...
-- Returns how the lease stands; lost, too, when that part was written down before.
local nonce, from, to, unknown, counted = unpack(ARGV)
local how = standing(nonce)
if how == 'lost' or redis.call('HGET', KEYS[1], 'cursor') ~= from then return 'lost' end
local keep = redis.call('HGET', KEYS[1], 'dryRun') ~= '1'
for i = 6, #ARGV, 2 do
  if keep then redis.call('RPUSH', KEYS[2], ARGV[i]) end
  if ARGV[i + 1] ~= '' then redis.call('SREM', KEYS[3], ARGV[i + 1]) end
end
count('total', (#ARGV - 5) / 2 + counted)
count('skipped', unknown)
redis.call('HSET', KEYS[1], 'cursor', to)
return how
