-- Stands before every script about a clean-up job, after locks.lua; KEYS[1] is the job.

-- How the lease with this nonce stands: 'go_on', 'stop' when the job was paused or cancelled, 'lost'. One that
-- has run out stands until somebody takes the job over.
local function standing(nonce)
  if not holds('lease', nonce) then return 'lost' end
  local state = redis.call('HGET', KEYS[1], 'state')
  if state == 'planning' or state == 'running' then return 'go_on' end
  return 'stop'
end

local function count(name, by)
  redis.call('HINCRBY', KEYS[1], name, by)
end

