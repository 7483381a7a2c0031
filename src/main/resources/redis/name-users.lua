-- Names the users of one shard by their records, not by its index, on a server of a cluster.
-- KEYS: index
-- ARGV: what user keys begin with
-- Returns {hash, ...}
local slot = redis.call('CLUSTER', 'KEYSLOT', KEYS[1])
local names = redis.call('CLUSTER', 'GETKEYSINSLOT', slot, redis.call('CLUSTER', 'COUNTKEYSINSLOT', slot))
local hashes = {}
for _, name in ipairs(names) do
  -- Another shard may lie in the same slot.
  if name:sub(1, #ARGV[1]) == ARGV[1] then hashes[#hashes + 1] = name:sub(#ARGV[1] + 1) end
end
return hashes
