package dev.acsgateway.telemetry;

import java.util.List;

/**
 * Every meter of a node, besides those of the JVM and the process. In Prometheus each name begins
 * with {@code acsgw_}, so that no rule meets the metrics of another program. Labels take few values
 * each, all of them known to the code; none holds a user, an identity or a key.
 */
enum Meters {
  BUILD_INFO("build.info", Kind.GAUGE, "Always 1; the labels say which build runs", "version"),
  HTTP_REQUESTS(
      "http.requests",
      Kind.DURATION,
      "Requests by route pattern and outcome: 2xx, 3xx, 4xx, 5xx, or aborted by the client",
      "listener",
      "method",
      "route",
      "outcome"),
  REFUSALS(
      "refusals",
      Kind.COUNTER,
      "Requests and connections turned away at the edge: rate-limit, failed-authentication,"
          + " overload, connection, slow-request, download",
      "reason"),
  TOKEN_ANSWERS(
      "token.answers",
      Kind.COUNTER,
      "Token requests by the source of the answer: near, redis, acs, stale, or failed",
      "source"),
  TOKEN_FLIGHTS(
      "token.flights",
      Kind.COUNTER,
      "Issues at ACS: flown by this node, joined on it, awaited from another node, or taken_over",
      "event"),
  TOKEN_REFRESHES(
      "token.refreshes",
      Kind.COUNTER,
      "Refreshes ahead of expiry: done, failed, or left_to_another",
      "outcome"),
  NEAR_CACHE_ENTRIES("near.cache.entries", Kind.GAUGE, "Answers in the near cache, estimated"),
  ACS_CALLS(
      "acs.calls",
      Kind.DURATION,
      "Calls to ACS: ok, or the kind of failure",
      "operation",
      "outcome"),
  ACS_REFUSALS(
      "acs.refusals",
      Kind.COUNTER,
      "Calls to ACS that this node did not make, since they would have waited for too long: for a"
          + " permit of the quota, for calls under way that ACS answers (busy) or does not (slow)",
      "reason"),
  ACS_QUOTA_REMAINING(
      "acs.quota.remaining",
      Kind.GAUGE,
      "Calls that all nodes together may make right now",
      "operation"),
  ACS_BREAKER_OPEN(
      "acs.breaker.open",
      Kind.GAUGE,
      "1 while calls are refused, 0.5 while some are tried, else 0",
      "operation"),
  API_KEYS(
      "api.keys",
      Kind.GAUGE,
      "API keys: configured on this node, or shared by all; NaN until they are loaded",
      "origin"),
  CLEANUP_RUNNING(
      "cleanup.running", Kind.GAUGE, "1 while this node works on a clean-up job, else 0"),
  CLEANUP_CANDIDATES(
      "cleanup.candidates",
      Kind.COUNTER,
      "Clean-up candidates this node has finished: deleted, already_gone, skipped, or failed",
      "outcome"),
  CLEANUP_CANDIDATES_LEFT(
      "cleanup.candidates.left",
      Kind.GAUGE,
      "Candidates left of the clean-up job that this node works on"),
  REDIS_UP("redis.up", Kind.GAUGE, "1 while commands are answered, else 0"),
  REDIS_SUBSCRIBED(
      "redis.subscribed",
      Kind.GAUGE,
      "1 while this node receives the other nodes' changes, else 0"),
  REDIS_WRITABLE(
      "redis.writable",
      Kind.GAUGE,
      "1 while Redis takes changes, 0 while it refuses them: full, a replica, cannot persist"),
  REDIS_VALUES_UNREADABLE(
      "redis.values.unreadable",
      Kind.COUNTER,
      "Values in Redis that no key of this node's keyset opens, and rows that none signed"),
  REDIS_COMMANDS(
      "redis.commands",
      Kind.DURATION,
      "Commands and scripts, by name: ok or failed",
      "command",
      "outcome"),
  CLOCK_OFFSET(
      "clock.offset.seconds",
      Kind.GAUGE,
      "How far the clock of Redis or ACS is ahead of this node's; NaN until it is known",
      "source"),
  TLS_CERTIFICATE_EXPIRY(
      "tls.certificate.expiry.timestamp.seconds",
      Kind.GAUGE,
      "When the certificate that a listener serves ends, as a Unix time; NaN without TLS",
      "listener"),
  EVENT_LOOP_LAG(
      "event.loop.lag",
      Kind.DURATION,
      "How late event loops that serve requests got round to a timer");

  private static final String PREFIX = "acsgw.";

  /** The type of a meter in Prometheus. */
  enum Kind {
    COUNTER("counter", "_total"),
    GAUGE("gauge", ""),
    DURATION("histogram", "_seconds");

    private final String type;
    private final String suffix;

    Kind(String type, String suffix) {
      this.type = type;
      this.suffix = suffix;
    }

    String type() {
      return type;
    }
  }

  private final String key;
  private final Kind kind;
  private final String description;
  private final String labels;

  Meters(String key, Kind kind, String description, String... labels) {
    this.key = PREFIX + key;
    this.kind = kind;
    this.description = description;
    this.labels = String.join(" ", labels);
  }

  /** The name in code, for example {@code acsgw.http.requests}. */
  String key() {
    return key;
  }

  Kind kind() {
    return kind;
  }

  String description() {
    return description;
  }

  List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(" ", -1));
  }

  /** The name of its family in Prometheus, for example {@code acsgw_http_requests_seconds}. */
  String family() {
    return key.replace('.', '_') + kind.suffix;
  }
}
