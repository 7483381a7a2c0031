-- Begins the time of a fence anew, once it was heard of everywhere, unless somebody has taken it over.
-- KEYS: user
-- ARGV: nonce, fence (ms)
-- Returns 1, or 0 when it is lost.
local nonce, fence = unpack(ARGV)
if not holds('fence', nonce) then return 0 end
take('fence', nonce, fence)
return 1
