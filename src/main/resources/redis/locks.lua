-- Stands before every script: locks are fields of the hash KEYS[1], each 'nonce:deadline', where the
-- deadline is in ms of the Redis server's clock.
local function server_now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- How long the lock is still held, in ms; not positive when it is free.
local function remaining(name)
  local lock = redis.call('HGET', KEYS[1], name)
  return lock and tonumber(lock:match(':(%d+)$')) - server_now() or 0
end

-- Whether the lock is this holder's, run out or not.
local function holds(name, nonce)
  local lock = redis.call('HGET', KEYS[1], name)
  return lock and lock:match('^(.*):%d+$') == nonce
end

-- Who held the lock last; every creation has a nonce of its own.
local function holder(name)
  return (redis.call('HGET', KEYS[1], name) or ':'):match('^(.*):')
end

local function take(name, nonce, duration)
  redis.call('HSET', KEYS[1], name, nonce .. ':' .. string.format('%.0f', server_now() + duration))
end

