-- Reads where one operation stands. KEYS as in take-permits; ARGV: 1 how long a permit counts, in ms.
-- Answers {permits that count, ms for which the operation is closed}.
local clock = redis.call('TIME')
local oldest = clock[1] * 1000000 + clock[2] - ARGV[1] * 1000
local length = redis.call('LLEN', KEYS[1])
local first, beyond = 0, length
while first < beyond do
  local middle = math.floor((first + beyond) / 2)
  if tonumber(redis.call('LINDEX', KEYS[1], middle)) <= oldest then
    first = middle + 1
  else
    beyond = middle
  end
end
return {length - first, math.max(0, redis.call('PTTL', KEYS[2]))}
