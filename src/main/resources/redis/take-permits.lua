-- Takes permits of one operation out of its window, or says when there will be some.
-- KEYS: 1 the log;
--       2 stands while a 429 keeps the operation closed;
--       3 a hash of lanes that wait, each with the instant until which the lanes below it get none.
-- ARGV: 1 permits wanted; 2 the lane, 0 is the uppermost; 3 permits that may count at a time before
--       this lane gets no more; 4 how long a permit counts, in ms; 5 grace, in ms, for a waiting lane.
-- Answers {permits taken, ms to wait for the rest, the instant of those taken}.
local wanted, lane, limit = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local counted_for = ARGV[4] * 1000
local now = server_micros()

local closed = redis.call('PTTL', KEYS[2])
if closed >= 0 then
  return {0, math.max(1, closed), '0'}
end

local function until_upper_lanes_are_served()
  local wait = 0
  for upper = 0, lane - 1 do
    wait = math.max(wait, (tonumber(redis.call('HGET', KEYS[3], upper)) or 0) - now)
  end
  return wait
end

-- How long until fewer than this many count; not positive when that is so.
local function until_fewer_than(permits)
  local taken = redis.call('LINDEX', KEYS[1], -permits)
  return taken and tonumber(taken) + counted_for - now or 0
end

-- What no longer counts goes. Never cut by number: nodes may differ in what they take the quota for.
while until_fewer_than(redis.call('LLEN', KEYS[1])) <= 0 and redis.call('LPOP', KEYS[1]) do end

local permits = 0
local wait = until_upper_lanes_are_served()
while wait <= 0 and permits < wanted do
  wait = permits < limit and until_fewer_than(limit - permits) or counted_for
  if wait <= 0 then
    permits = permits + 1
  end
end

local stamp = string.format('%.0f', now)
for _ = 1, permits do
  redis.call('RPUSH', KEYS[1], stamp)
end
if permits > 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
end
if permits == wanted then
  return {permits, 0, stamp}
end

-- Longer than a permit counts nobody waits, unless the clock was set back.
wait = math.ceil(math.min(wait, counted_for) / 1000)
redis.call('HSET', KEYS[3], lane, string.format('%.0f', now + (wait + ARGV[5]) * 1000))
redis.call('PEXPIRE', KEYS[3], ARGV[4] + ARGV[5])
return {permits, wait, stamp}
