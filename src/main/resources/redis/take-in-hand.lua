-- Notes that a candidate's identity is about to be deleted; with no identity, takes the note back.
-- KEYS: job, in hand
-- ARGV: nonce, candidate, identity or ''
-- Returns how the lease stands.
local nonce, candidate, identity = unpack(ARGV)
local how = standing(nonce)
if how == 'lost' then return how end
if identity == '' then
  redis.call('HDEL', KEYS[2], candidate)
else
  redis.call('HSET', KEYS[2], candidate, '?' .. identity)
end
return how
