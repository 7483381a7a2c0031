-- Takes owners out who own an identity no longer.
-- KEYS: owners
-- ARGV: for each: identity digest, user hash
-- Returns how many there were
local released = 0
for i = 1, #ARGV, 2 do
  local identity, hash = ARGV[i], ARGV[i + 1]
  local before = redis.call('HGET', KEYS[1], identity)
  if before and (',' .. before):find(',' .. hash .. ':', 1, true) then
    put(identity, others(before, hash))
    released = released + 1
  end
end
return released
