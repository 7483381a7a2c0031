-- The next candidates. Of those that stand there twice, the second counts as skipped.
-- KEYS: job, candidates
-- ARGV: nonce, limit
-- Returns them; none when the lease is lost.
if standing(ARGV[1]) == 'lost' then return {} end
local batch = redis.call('LRANGE', KEYS[2], 0, ARGV[2] - 1)
local once, seen = {}, {}
for _, candidate in ipairs(batch) do
  if not seen[candidate] then table.insert(once, candidate) end
  seen[candidate] = true
end
if #once < #batch then
  redis.call('LTRIM', KEYS[2], #batch, -1)
  for i = #once, 1, -1 do redis.call('LPUSH', KEYS[2], once[i]) end
  count('skipped', #batch - #once)
end
return once
