-- Takes entries out of a shard's index that no record stands behind, and gives up old intents.
-- KEYS: index, orphans, intents
-- ARGV: what user keys begin with, cursor, about how many, intents before (ms, gateway clock)
-- Returns {next cursor, unindexed, forgotten intents, users, orphans, intents}
local prefix, cursor, count, before = unpack(ARGV)
local forgotten, unindexed = 0, 0
if cursor == '0' then forgotten = redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', '(' .. before) end

local page = redis.call('ZSCAN', KEYS[1], cursor, 'COUNT', count)
for i = 1, #page[2], 2 do
  if redis.call('HEXISTS', prefix .. page[2][i], 'identity') == 0 then
    unindexed = unindexed + redis.call('ZREM', KEYS[1], page[2][i])
  end
end
return {page[1], unindexed, forgotten,
  redis.call('ZCARD', KEYS[1]), redis.call('ZCARD', KEYS[2]), redis.call('ZCARD', KEYS[3])}
