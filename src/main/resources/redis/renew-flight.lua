-- Extends a flight that its holder still has.
-- KEYS: user
-- ARGV: field, nonce, lease (ms)
-- Returns 1 when it was extended, 0 when it is lost or over.
local field, nonce, lease = unpack(ARGV)

for _, lock in ipairs({'creation', 'f:' .. field}) do
  if holds(lock, nonce) then
    take(lock, nonce, lease)
    return 1
  end
end
return 0
