-- Forgets users and orphans of one shard whose identity is not of the adopted ACS resource.
-- KEYS: index, orphans
-- ARGV: what the shard's keys begin with, what identities of the resource begin with, cursor,
--       about how many, channel
-- Returns {next cursor, identities forgotten}
local shard, ours, cursor, count, channel = unpack(ARGV)
local forgotten = 0

local function foreign(identity)
  return identity and identity:sub(1, #ours):lower() ~= ours
end

if cursor == '0' then
  for _, identity in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
    if foreign(identity) then forgotten = forgotten + redis.call('ZREM', KEYS[2], identity) end
  end
end
local page = redis.call('ZSCAN', KEYS[1], cursor, 'COUNT', count)
for i = 1, #page[2], 2 do
  local hash = page[2][i]
  local key = shard .. 'u:' .. hash
  if foreign(redis.call('HGET', key, 'identity')) then
    for _, name in ipairs(redis.call('HKEYS', key)) do
      local field = name:match('^[tf]:(.*)$')
      if field then redis.call('DEL', shard .. 't:' .. hash .. ':' .. field) end
    end
    redis.call('DEL', key)
    redis.call('ZREM', KEYS[1], hash)
    redis.call('PUBLISH', channel, 'user:' .. hash)
    forgotten = forgotten + 1
  end
end
return {page[1], forgotten}
