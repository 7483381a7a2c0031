-- Starts a revocation or a deletion: tokens and flights of the user are void from here on.
-- KEYS: user, intents
-- ARGV: state ('revoking' or 'deleting'), nonce, fence (ms), token key prefix, now (ms, gateway clock),
--       user hash, channel
-- Returns {'unknown'} | {'busy', remaining ms} | {'raised', epoch, identity, nodes told}
local wanted, nonce, fence, prefix, now, hash, channel = unpack(ARGV)
local state = redis.call('HGET', KEYS[1], 'state')
if not state then return {'unknown'} end

if state == 'creating' then
  local left = remaining('creation')
  if left > 0 then return {'busy', left} end
  if wanted == 'deleting' then
    -- Nobody can be served this identity any more; the intent alone stays, without the user's name.
    redis.call('ZADD', KEYS[2], now, hash .. ':' .. holder('creation'))
    redis.call('DEL', KEYS[1])
  end
  return {'unknown'}
end

local left = remaining('fence')
if left > 0 then return {'busy', left} end
if state == 'deleting' and wanted == 'revoking' then return {'unknown'} end

for _, name in ipairs(redis.call('HKEYS', KEYS[1])) do
  local field = name:match('^[tf]:(.*)$')
  if field then
    -- The token keys share the user's hash tag, so they are in this slot.
    redis.call('DEL', prefix .. field)
    redis.call('HDEL', KEYS[1], name)
  end
end
local epoch = redis.call('HINCRBY', KEYS[1], 'epoch', 1)
redis.call('HSET', KEYS[1], 'state', wanted)
take('fence', nonce, fence)
local receivers = redis.call('PUBLISH', channel, 'fence:' .. hash .. ':' .. nonce)
return {'raised', tostring(epoch), redis.call('HGET', KEYS[1], 'identity'), receivers}
