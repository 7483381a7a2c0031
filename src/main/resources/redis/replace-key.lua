-- Adds, replaces or removes an API key, unless it is not what it was taken for, and tells all nodes.
-- KEYS: keys
-- ARGV: id, what it is now ('' for nothing), what it is to be ('' for nothing), channel
-- Returns 1, or 0 when it is something else now
local id, before, after, channel = unpack(ARGV)
if (redis.call('HGET', KEYS[1], id) or '') ~= before then return 0 end
if after == '' then redis.call('HDEL', KEYS[1], id) else redis.call('HSET', KEYS[1], id, after) end
redis.call('PUBLISH', channel, 'keys')
return 1
