-- For wrk: asks for a token, with the credential in the environment; tells of answers that are no 200. BENCH_BODY is sent as
-- JSON; with BENCH_PATH each request is for another user, whose number takes the place of %d in it.
wrk.method = "POST"
wrk.headers[os.getenv("BENCH_HEADER") or "X-API-Key"] = os.getenv("BENCH_CREDENTIAL") or ""
local body, path = os.getenv("BENCH_BODY") or "", os.getenv("BENCH_PATH") or ""
if body ~= "" then
  wrk.body = body
  wrk.headers["Content-Type"] = "application/json"
end
local user = 0
if path ~= "" then
  function request()
    user = user + 1
    return wrk.format(nil, string.format(path, user))
  end
end
local threads = {}
bad = 0
function setup(thread) table.insert(threads, thread) end
function response(status) if status ~= 200 then bad = bad + 1 end end
function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  for _, thread in ipairs(threads) do failed = failed + thread:get("bad") end
  io.write(string.format("BENCH %d %d %d %d %d %d\n", summary.requests, summary.duration, failed,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
end
