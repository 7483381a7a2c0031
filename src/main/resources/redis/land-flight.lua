-- Records what a flight brought.
-- KEYS: user, token, index, orphans, intents
-- ARGV: field, nonce, epoch, identity, made ('1' when the flight made the identity), value,
--       life left (ms), expires on (ms), now (ms, gateway clock), user hash, channel,
--       signature of an identity that the flight made, or ''
-- Returns 1 when recorded, 0 when the flight was void; then an identity that it made is an orphan.
local field, nonce, epoch, identity, made, value, life, expires, now, hash, channel, mac = unpack(ARGV)

local state = redis.call('HGET', KEYS[1], 'state')
local valid = redis.call('HGET', KEYS[1], 'epoch') == epoch
  and ((state == 'creating' and holds('creation', nonce)) or (state == 'active' and holds('f:' .. field, nonce)))

if not valid then
  if made == '1' then
    redis.call('ZADD', KEYS[4], now, identity)
    -- What became of this creation is known now after all.
    redis.call('ZREM', KEYS[5], hash .. ':' .. nonce)
  end
  return 0
end

if state == 'creating' then
  redis.call('HSET', KEYS[1], 'state', 'active', 'identity', identity, 'createdAt', now)
  if mac ~= '' then redis.call('HSET', KEYS[1], 'mac', mac) end
  redis.call('HDEL', KEYS[1], 'creation')
end
redis.call('HDEL', KEYS[1], 'f:' .. field)
redis.call('HSET', KEYS[1], 'lastIssuedAt', now, 't:' .. field, expires)
redis.call('SET', KEYS[2], value, 'PX', life)
redis.call('ZADD', KEYS[3], now, hash)
redis.call('PUBLISH', channel, 'token:' .. hash)
return 1
