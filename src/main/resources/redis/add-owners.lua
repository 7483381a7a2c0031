-- Notes owners beside those that are noted already.
-- KEYS: owners
-- ARGV: for each: identity digest, user hash
-- Returns {how many were not noted, then for each the owners afterwards}
local answer = {0}
for i = 1, #ARGV, 2 do
  local identity, hash = ARGV[i], ARGV[i + 1]
  local before = redis.call('HGET', KEYS[1], identity) or ''
  if not (',' .. before):find(',' .. hash .. ':', 1, true) then
    before = (before == '' and '' or before .. ',') .. hash .. ':0'
    redis.call('HSET', KEYS[1], identity, before)
    answer[1] = answer[1] + 1
  end
  answer[#answer + 1] = before
end
return answer
