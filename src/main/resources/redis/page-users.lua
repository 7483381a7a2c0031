-- A part of a walk over the users of one shard who own an identity, by the time of their last token.
-- KEYS: index
-- ARGV: score to begin at, member that was the last at that score or '', highest score, limit, user key prefix
-- Returns {score, member} of the last one, or {} at the end of the shard, then user hash, identity ...
local from, last, highest, limit, prefix = unpack(ARGV)
limit = tonumber(limit)
-- Members of one score stand in the order of their bytes.
local offset = 0
if last ~= '' then
  local rank = redis.call('ZRANK', KEYS[1], last)
  if rank and redis.call('ZSCORE', KEYS[1], last) == from then
    offset = rank + 1 - redis.call('ZCOUNT', KEYS[1], '-inf', '(' .. from)
  else
    local same = redis.call('ZRANGEBYSCORE', KEYS[1], from, from)
    for _, member in ipairs(same) do
      if member <= last then offset = offset + 1 end
    end
  end
end
local rows = redis.call('ZRANGEBYSCORE', KEYS[1], from, highest, 'WITHSCORES', 'LIMIT', offset, limit)
local answer = { #rows == 2 * limit and {rows[#rows], rows[#rows - 1]} or {} }
for i = 1, #rows, 2 do
  local identity = redis.call('HGET', prefix .. rows[i], 'identity')
  if identity then
    table.insert(answer, rows[i])
    table.insert(answer, identity)
  end
end
return answer
