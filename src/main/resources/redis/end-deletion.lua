-- Records that ACS deleted an identity, and forgets its user unless that has a new one by now.
-- KEYS: user, index, orphans
-- ARGV: identity, user hash, channel
local identity, hash, channel = unpack(ARGV)
redis.call('ZREM', KEYS[3], identity)
if redis.call('HGET', KEYS[1], 'state') == 'deleting' and redis.call('HGET', KEYS[1], 'identity') == identity then
  redis.call('DEL', KEYS[1])
  redis.call('ZREM', KEYS[2], hash)
end
redis.call('PUBLISH', channel, 'user:' .. hash)
return 1
