-- Gives users of one shard their place in its index, and ends creations that broke off.
-- KEYS: index, orphans, intents
-- ARGV: what user keys begin with, now (ms, gateway clock), hash ...
-- Returns {records, indexed, reclaimed, abandoned, {hash, identity, user id, signature or '' of each who owns one, ...}}
local prefix, now = ARGV[1], ARGV[2]
local time = redis.call('TIME')
local server = time[1] * 1000 + math.floor(time[2] / 1000)
local records, indexed, reclaimed, abandoned = 0, 0, 0, 0
local owned = {}

for i = 3, #ARGV do
  local hash = ARGV[i]
  local key = prefix .. hash
  local state, identity, issued, imported, created, creation, user, mac = unpack(
    redis.call('HMGET', key, 'state', 'identity', 'lastIssuedAt', 'importedAt', 'createdAt', 'creation', 'user', 'mac'))
  if state then records = records + 1 end
  if state == 'creating' then
    local nonce, deadline = (creation or ':0'):match('^(.*):(%d+)$')
    if tonumber(deadline) <= server then
      redis.call('ZADD', KEYS[3], now, hash .. ':' .. nonce)
      redis.call('DEL', key)
      redis.call('ZREM', KEYS[1], hash)
      abandoned = abandoned + 1
    end
  elseif identity then
    owned[#owned + 1] = hash
    owned[#owned + 1] = identity
    owned[#owned + 1] = user or ''
    owned[#owned + 1] = mac or ''
    local score = issued or imported or created or now
    local place = redis.call('ZSCORE', KEYS[1], hash)
    if not place or tonumber(place) ~= tonumber(score) then
      redis.call('ZADD', KEYS[1], score, hash)
      indexed = indexed + 1
    end
    if state ~= 'deleting' then reclaimed = reclaimed + redis.call('ZREM', KEYS[2], identity) end
  end
end
return {records, indexed, reclaimed, abandoned, owned}
