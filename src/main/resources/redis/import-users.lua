-- Takes users of one shard into the ledger.
-- KEYS: index, orphans
-- ARGV: what the shard's keys begin with, now (ms, gateway clock), overwrite ('1' or '0'), channel,
--       until when the claims on the identities hold (s, server clock),
--       then for each user: hash, user id, identity, createdAt or '', lastIssuedAt or '', signature or ''
-- Returns {'added' | 'same' | 'replaced' | 'conflict', ...}, or {'late'} when the claims no longer hold
local shard, now, overwrite, channel, claimed_until = unpack(ARGV, 1, 5)
if tonumber(redis.call('TIME')[1]) > tonumber(claimed_until) then return {'late'} end
local outcomes = {}

local function note(outcome)
  outcomes[#outcomes + 1] = outcome
end

local function put(hash, user, identity, created, issued, mac)
  local key = shard .. 'u:' .. hash
  redis.call('HINCRBY', key, 'epoch', 1)
  redis.call('HSET', key, 'user', user, 'state', 'active', 'identity', identity,
    'createdAt', created ~= '' and created or now, 'importedAt', now)
  if mac ~= '' then redis.call('HSET', key, 'mac', mac) else redis.call('HDEL', key, 'mac') end
  if issued ~= '' then redis.call('HSET', key, 'lastIssuedAt', issued) else redis.call('HDEL', key, 'lastIssuedAt') end
  -- Whose last token nobody knows counts as served right now: so nobody is taken for idle too early.
  redis.call('ZADD', KEYS[1], issued ~= '' and issued or now, hash)
  redis.call('ZREM', KEYS[2], identity)
end

for i = 6, #ARGV, 6 do
  local hash, user, identity, created, issued, mac = unpack(ARGV, i, i + 5)
  local row = redis.call('HMGET', shard .. 'u:' .. hash, 'state', 'identity')
  local state, owned = row[1], row[2]
  if not state then
    if overwrite == '0' and redis.call('ZSCORE', KEYS[2], identity) then
      note('conflict') -- it is about to be deleted
    else
      put(hash, user, identity, created, issued, mac)
      note('added')
    end
  elseif state ~= 'deleting' and owned and owned:lower() == identity:lower() then
    if mac ~= '' and owned == identity then redis.call('HSET', shard .. 'u:' .. hash, 'user', user, 'mac', mac) end
    note('same')
  elseif state == 'active' and overwrite == '1' then
    for _, name in ipairs(redis.call('HKEYS', shard .. 'u:' .. hash)) do
      local field = name:match('^[tf]:(.*)$')
      if field then
        redis.call('DEL', shard .. 't:' .. hash .. ':' .. field)
        redis.call('HDEL', shard .. 'u:' .. hash, name)
      end
    end
    redis.call('ZADD', KEYS[2], now, owned)
    put(hash, user, identity, created, issued, mac)
    redis.call('PUBLISH', channel, 'user:' .. hash)
    note('replaced')
  else
    note('conflict')
  end
end
return outcomes
