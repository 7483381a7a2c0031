-- Stands before the scripts about who owns an identity. KEYS[1] is a hash from an identity's digest to its owners,
-- 'user hash:since,...'; since is when an import claimed it, in s of the Redis server's clock, or 0. The records
-- of users, which lie in other slots, have the last word: an owner counts if its record says the same.
local function server_seconds()
  return redis.call('TIME')[1]
end

-- The owners besides this one.
local function others(owners, hash)
  local rest = {}
  for owner, since in (owners or ''):gmatch('([^:,]+):(%d+)') do
    if owner ~= hash then rest[#rest + 1] = owner .. ':' .. since end
  end
  return rest
end

local function put(identity, owners)
  if #owners == 0 then
    redis.call('HDEL', KEYS[1], identity)
  else
    redis.call('HSET', KEYS[1], identity, table.concat(owners, ','))
  end
end

