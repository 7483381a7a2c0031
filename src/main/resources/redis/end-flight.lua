-- Gives a flight back that brought nothing.
-- KEYS: user, intents
-- ARGV: field, nonce, acted ('1' when ACS may have acted), now (ms, gateway clock), user hash, channel
local field, nonce, acted, now, hash, channel = unpack(ARGV)

if holds('creation', nonce) then
  if acted == '1' then
    redis.call('ZADD', KEYS[2], now, hash .. ':' .. nonce)
  end
  redis.call('DEL', KEYS[1])
elseif holds('f:' .. field, nonce) then
  redis.call('HDEL', KEYS[1], 'f:' .. field)
end
redis.call('PUBLISH', channel, 'token:' .. hash)
return 1
