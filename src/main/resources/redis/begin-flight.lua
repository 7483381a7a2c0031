-- Asks for the flight that obtains one token of one user.
-- KEYS: user, token, orphans, intents
-- ARGV: user id, field, nonce, flight (ms), fresh after (ms, gateway clock), now (ms, gateway clock), user hash
-- Returns {'landed', value} | {'held', remaining ms} | {'granted', epoch, identity or '', signature or ''}
local userId, field, nonce, flight, freshAfter, now, hash = unpack(ARGV)
local state = redis.call('HGET', KEYS[1], 'state')

if state == 'revoking' then
  local left = remaining('fence')
  if left > 0 then return {'held', left} end
  -- The revoker is gone. Its fence outlived its call to ACS, so new tokens are safe.
  redis.call('HDEL', KEYS[1], 'fence')
  redis.call('HINCRBY', KEYS[1], 'epoch', 1)
  redis.call('HSET', KEYS[1], 'state', 'active')
  state = 'active'
end

if state == 'active' then
  local expires = redis.call('HGET', KEYS[1], 't:' .. field)
  if expires and tonumber(expires) >= tonumber(freshAfter) then
    local value = redis.call('GET', KEYS[2])
    if value then return {'landed', value} end
  end
  local left = remaining('f:' .. field)
  if left > 0 then return {'held', left} end
  take('f:' .. field, nonce, flight)
  local row = redis.call('HMGET', KEYS[1], 'epoch', 'identity', 'mac')
  return {'granted', row[1], row[2], row[3] or ''}
end

if state == 'creating' then
  local left = remaining('creation')
  if left > 0 then return {'held', left} end
  -- The creator is gone and may have made an identity: keep its intent visible.
  redis.call('ZADD', KEYS[4], now, hash .. ':' .. holder('creation'))
elseif state == 'deleting' then
  -- The dying identity is never served again, and not forgotten before ACS has deleted it.
  redis.call('ZADD', KEYS[3], now, redis.call('HGET', KEYS[1], 'identity'))
  redis.call('HDEL', KEYS[1], 'identity', 'mac', 'createdAt', 'lastIssuedAt', 'fence', 'dying')
end

local epoch = redis.call('HINCRBY', KEYS[1], 'epoch', 1)
redis.call('HSET', KEYS[1], 'user', userId, 'state', 'creating')
take('creation', nonce, flight)
return {'granted', tostring(epoch), '', ''}
