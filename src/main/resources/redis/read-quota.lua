-- Reads where one operation stands. KEYS as in take-permits; ARGV: 1 how long a permit counts, in ms.
-- Answers {permits that count, ms for which the operation is closed}.
local outdated = taken_by(server_micros() - ARGV[1] * 1000)
return {redis.call('LLEN', KEYS[1]) - outdated, math.max(0, redis.call('PTTL', KEYS[2]))}
