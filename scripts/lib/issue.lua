-- For wrk: asks for a token, with the credential in the environment; tells of answers that are no 200.
wrk.method = "POST"
wrk.headers[os.getenv("BENCH_HEADER") or "X-API-Key"] = os.getenv("BENCH_CREDENTIAL") or ""
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
