-- Counts a permit again, as of now. KEYS: 1 the log.
-- ARGV: 1 the instant under which it is counted; 2 by how much permits count longer than a window, in
--       ms, which the call that just ended needs no more; 3 how long a permit counts, in ms.
redis.call('LREM', KEYS[1], 1, ARGV[1])

local stamp = string.format('%.0f', server_micros() - ARGV[2] * 1000)
local later = redis.call('LINDEX', KEYS[1], taken_by(tonumber(stamp)))
if later then
  redis.call('LINSERT', KEYS[1], 'BEFORE', later, stamp)
else
  redis.call('RPUSH', KEYS[1], stamp)
end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return redis.status_reply('OK')
