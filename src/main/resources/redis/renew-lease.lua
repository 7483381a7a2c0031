-- Extends a lease that still stands.
-- KEYS: job
-- ARGV: nonce, lease (ms)
-- Returns how it stands.
local how = standing(ARGV[1])
if how ~= 'lost' then take('lease', ARGV[1], ARGV[2]) end
return how
