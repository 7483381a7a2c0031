-- Ends a revocation.
-- KEYS: user
-- ARGV: nonce, user hash, channel
-- Returns 1, or 0 when the fence ran out and was taken over: tokens may have been issued too early.
local nonce, hash, channel = unpack(ARGV)
if redis.call('HGET', KEYS[1], 'state') ~= 'revoking' or not holds('fence', nonce) then
  return 0
end
redis.call('HDEL', KEYS[1], 'fence')
redis.call('HINCRBY', KEYS[1], 'epoch', 1)
redis.call('HSET', KEYS[1], 'state', 'active')
redis.call('PUBLISH', channel, 'user:' .. hash)
return 1
