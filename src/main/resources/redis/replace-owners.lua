-- Replaces the owners of an identity, unless they are not what they were taken for.
-- KEYS: owners
-- ARGV: identity digest, owners before or '', owners afterwards or ''
-- Returns 1, or 0 when they are others now
local identity, before, after = unpack(ARGV)
if (redis.call('HGET', KEYS[1], identity) or '') ~= before then return 0 end
put(identity, after == '' and {} or {after})
return 1
