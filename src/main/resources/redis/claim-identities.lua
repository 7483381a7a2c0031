-- Claims identities for users, each unless somebody else is noted as an owner.
-- KEYS: owners
-- ARGV: for each: identity digest, user hash
-- Returns {now (s), then for each: 'new' | 'kept' when this user alone was noted | the owners that are noted}
local now = server_seconds()
local answer = {now}
for i = 1, #ARGV, 2 do
  local identity, hash = ARGV[i], ARGV[i + 1]
  local before = redis.call('HGET', KEYS[1], identity)
  if #others(before, hash) > 0 then
    answer[#answer + 1] = before
  else
    put(identity, {hash .. ':' .. now})
    answer[#answer + 1] = before and 'kept' or 'new'
  end
end
return answer
