-- Reads some users of a shard who own an identity, by its index.
-- KEYS: index
-- ARGV: cursor, about how many, what user keys begin with
-- Returns {next cursor, user, identity, state, createdAt or '', lastIssuedAt or '',
--       user hash, signature or '', user, ...}
local page = redis.call('ZSCAN', KEYS[1], ARGV[1], 'COUNT', ARGV[2])
local answer = {page[1]}
for i = 1, #page[2], 2 do
  local row = redis.call('HMGET', ARGV[3] .. page[2][i], 'user', 'identity', 'state', 'createdAt', 'lastIssuedAt',
    'mac')
  if row[2] then
    for field = 1, 5 do answer[#answer + 1] = row[field] or '' end
    answer[#answer + 1] = page[2][i]
    answer[#answer + 1] = row[6] or ''
  end
end
return answer
