-- Gives a deletion back of which nothing came: the user keeps the identity, unless something may have come of an
-- earlier one.
-- KEYS: user
-- ARGV: nonce, user hash, channel
local nonce, hash, channel = unpack(ARGV)
if redis.call('HGET', KEYS[1], 'state') == 'deleting' and holds('fence', nonce) then
  redis.call('HDEL', KEYS[1], 'fence')
  redis.call('HINCRBY', KEYS[1], 'epoch', 1)
  if redis.call('HEXISTS', KEYS[1], 'dying') == 0 then redis.call('HSET', KEYS[1], 'state', 'active') end
  redis.call('PUBLISH', channel, 'user:' .. hash)
end
return 1
