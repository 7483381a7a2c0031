-- Gives a deletion back of which nothing came: the user keeps the identity.
-- KEYS: user
-- ARGV: nonce, user hash, channel
local nonce, hash, channel = unpack(ARGV)
if redis.call('HGET', KEYS[1], 'state') == 'deleting' and holds('fence', nonce) then
  redis.call('HDEL', KEYS[1], 'fence')
  redis.call('HINCRBY', KEYS[1], 'epoch', 1)
  redis.call('HSET', KEYS[1], 'state', 'active')
  redis.call('PUBLISH', channel, 'user:' .. hash)
end
return 1
