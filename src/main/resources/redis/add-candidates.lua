-- Adds what a person listed to a job that is not open yet.
-- KEYS: job, candidates, identities
-- ARGV: patience (ms), how many of the rest are candidates, candidate ..., identity ...
-- Returns 1, or 0 when the job is forgotten.
if redis.call('HGET', KEYS[1], 'state') ~= 'prepared' then return 0 end
for i = 3, #ARGV do
  if i - 2 <= tonumber(ARGV[2]) then
    redis.call('RPUSH', KEYS[2], ARGV[i])
  else
    redis.call('SADD', KEYS[3], ARGV[i])
  end
end
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ARGV[1]) end
return 1
