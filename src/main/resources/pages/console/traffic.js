// The part of the page with this node's rates, from its meters.
import { setFigures } from "./dom.js";
import { percent, perSecond } from "./format.js";
import { Rates } from "./rates.js";
import { repeat } from "./repeat.js";
import { Section } from "./section.js";

const PAUSE_MILLIS = 2_000;
const REQUESTS = "acsgw_http_requests_seconds_count";
const TOKENS = "acsgw_token_answers_total";
const CALLS = "acsgw_acs_calls_seconds_count";
const REFUSALS = "acsgw_refusals_total";
const REDIS = "acsgw_redis_up";

export function showTraffic(admin) {
  const section = new Section("traffic");
  const rates = new Rates(REQUESTS, TOKENS, CALLS, REFUSALS, REDIS);
  return repeat(
    () =>
      section.load(async () => {
        rates.read(await admin.text("metrics"), performance.now());
        setFigures(section.root, figures(rates));
      }),
    PAUSE_MILLIS,
  );
}

function figures(rates) {
  return {
    requests: perSecond(rates.perSecond(REQUESTS, ({ listener }) => listener === "api")),
    tokens: perSecond(rates.perSecond(TOKENS)),
    hits: percent(hitRatio(rates)),
    calls: perSecond(rates.perSecond(CALLS)),
    refusals: perSecond(rates.perSecond(REFUSALS)),
    redis: { 1: "up", 0: "down" }[rates.latest(REDIS)] ?? "–",
  };
}

/** Of the tokens that were handed out, how many came without waiting for ACS; undefined if there were none. */
function hitRatio(rates) {
  const cached = ({ source }) => ["near", "redis", "stale"].includes(source);
  const handedOut = rates.added(TOKENS, ({ source }) => source !== "failed");
  return handedOut ? (rates.added(TOKENS, cached) ?? 0) / handedOut : undefined;
}
