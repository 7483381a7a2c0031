-- Starts a revocation or a deletion: tokens and flights of the user are void from here on.
-- KEYS: user, intents
-- ARGV: state ('revoking' or 'deleting'), nonce, fence (ms), token key prefix, now (ms, gateway clock),
--       user hash, channel;
--       and for who must not come too late, each or '': the one identity it is about; the instant (ms) after which
--       no token was issued, and none is being issued; the instant (ms) after which the identity was not made
-- Returns {'unknown'} | {'used'} | {'busy', remaining ms} | {'raised', epoch, identity, nodes told, user id, signature or ''}
local wanted, nonce, fence, prefix, now, hash, channel, only, idle_since, made_before = unpack(ARGV)
local state = redis.call('HGET', KEYS[1], 'state')
if not state then return {'unknown'} end

if state == 'creating' then
  local left = remaining('creation')
  if idle_since ~= '' or made_before ~= '' then return {'used'} end
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

local function later(field, limit)
  local at = redis.call('HGET', KEYS[1], field)
  return at and tonumber(at) > tonumber(limit)
end

local function is_used()
  if only ~= '' and redis.call('HGET', KEYS[1], 'identity') ~= only then return true end
  if made_before ~= '' and later('createdAt', made_before) then return true end
  if idle_since ~= '' then
    if later('createdAt', idle_since) or later('lastIssuedAt', idle_since) then return true end
    for _, name in ipairs(redis.call('HKEYS', KEYS[1])) do
      if name:match('^f:') and remaining(name) > 0 then return true end
      if name:match('^t:') and later(name, now) then return true end
    end
  end
  return false
end

if is_used() then return {'used'} end

-- First of all, so that a Redis that is full refuses the whole, and not only what comes after it.
local epoch = redis.call('HINCRBY', KEYS[1], 'epoch', 1)
-- An earlier deletion of which nobody knows the outcome: this identity is never served again.
if state == 'deleting' then redis.call('HSET', KEYS[1], 'dying', '1') end
for _, name in ipairs(redis.call('HKEYS', KEYS[1])) do
  local field = name:match('^[tf]:(.*)$')
  if field then
    -- The token keys share the user's hash tag, so they are in this slot.
    redis.call('DEL', prefix .. field)
    redis.call('HDEL', KEYS[1], name)
  end
end
redis.call('HSET', KEYS[1], 'state', wanted)
take('fence', nonce, fence)
-- Of who was idle nobody holds a token that is still good; so nobody need confirm having heard.
local note = idle_since ~= '' and 'user:' .. hash or 'fence:' .. hash .. ':' .. nonce
local receivers = redis.call('PUBLISH', channel, note)
local row = redis.call('HMGET', KEYS[1], 'identity', 'user', 'mac')
return {'raised', tostring(epoch), row[1], receivers, row[2], row[3] or ''}
