-- Puts an access key of ACS in use.
-- KEYS: 1 the access keys: a hash of 'current', a fingerprint, 'version', which grows with every change,
--       and 'dropped:<fingerprint>', from when on
--       tokens made with a former key are not served, in ms of the gateways' clock
-- ARGV: 1 fingerprint; 2 when tokens made with the present key are dropped (ms), '' to leave a present
--       key in use; 3 when dropped keys may be forgotten, having outlived their tokens (ms); 4 channel; 5 what
--       nodes acknowledge the switch by
-- Returns how many nodes heard of it.
local fingerprint, dropFrom, forgotten, channel, nonce = unpack(ARGV)
local current = redis.call('HGET', KEYS[1], 'current')

if not current or (dropFrom ~= '' and current ~= fingerprint) then
  redis.call('HSET', KEYS[1], 'current', fingerprint)
  redis.call('HDEL', KEYS[1], 'dropped:' .. fingerprint)
  if current then redis.call('HSET', KEYS[1], 'dropped:' .. current, dropFrom) end
  for _, name in ipairs(redis.call('HKEYS', KEYS[1])) do
    if name:match('^dropped:') and tonumber(redis.call('HGET', KEYS[1], name)) < tonumber(forgotten) then
      redis.call('HDEL', KEYS[1], name)
    end
  end
  redis.call('HINCRBY', KEYS[1], 'version', 1)
elseif dropFrom == '' then
  return 0
end
-- A switch that is repeated, since its answer was lost, is confirmed once more.
return redis.call('PUBLISH', channel, 'access-key:' .. nonce)
