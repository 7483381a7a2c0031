-- Stands before the scripts that work on a log of permits: KEYS[1], a list with the instant of every
-- permit that still counts, in µs of the Redis server's clock, oldest first.
local function server_micros()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end

-- How many of the log's permits were taken at this instant or before.
local function taken_by(instant)
  local first, beyond = 0, redis.call('LLEN', KEYS[1])
  while first < beyond do
    local middle = math.floor((first + beyond) / 2)
    if tonumber(redis.call('LINDEX', KEYS[1], middle)) <= instant then
      first = middle + 1
    else
      beyond = middle
    end
  end
  return first
end

