-- Sets a user's record aside that is not what a gateway wrote, unless it has changed since it was read.
-- KEYS: user, index, forged
-- ARGV: identity, signature or '', user hash, what the user's token keys begin with, channel
-- Returns 1, or 0 when it has changed
local identity, signature, hash, tokens, channel = unpack(ARGV)
if redis.call('HGET', KEYS[1], 'identity') ~= identity
  or (redis.call('HGET', KEYS[1], 'mac') or '') ~= signature then return 0 end
for _, name in ipairs(redis.call('HKEYS', KEYS[1])) do
  local field = name:match('^[tf]:(.*)$')
  if field then redis.call('DEL', tokens .. field) end
end
redis.call('RENAME', KEYS[1], KEYS[3])
redis.call('ZREM', KEYS[2], hash)
redis.call('PUBLISH', channel, 'user:' .. hash)
return 1
