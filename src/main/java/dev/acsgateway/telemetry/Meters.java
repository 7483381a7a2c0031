package dev.acsgateway.telemetry;

import java.util.List;

/**
 * What a node measures: every meter there is, besides those of the JVM and the process. Labels take
 * few values each, all of them known to the code; none holds a user, an identity or a key.
 */
enum Meters {
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
          + " overload, connection, slow-request",
      "reason"),
  TOKEN_ANSWERS(
      "token.answers",
      Kind.COUNTER,
      "Tokens wanted, by where they came from: near, redis, acs, stale, or failed",
      "source"),
  TOKEN_FLIGHTS(
      "token.flights",
      Kind.COUNTER,
      "Tokens wanted from ACS: flown, joined on this node, awaited from another, or taken_over",
      "event"),
  TOKEN_REFRESHES(
      "token.refreshes",
      Kind.COUNTER,
      "Refreshes ahead of need: done, failed, or left_to_another",
      "outcome"),
  NEAR_CACHE_ANSWERS("near.cache.answers", Kind.GAUGE, "Answers that this node remembers, about"),
  ACS_CALLS(
      "acs.calls",
      Kind.DURATION,
      "Calls to ACS: ok, or the kind of failure",
      "operation",
      "outcome"),
  ACS_QUOTA_REMAINING(
      "acs.quota.remaining",
      Kind.GAUGE,
      "Calls that may be made right now, of all nodes together",
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
  CLEANUP_RUNNING("cleanup.running", Kind.GAUGE, "1 while this node works on a clean-up, else 0"),
  CLEANUP_CANDIDATES(
      "cleanup.candidates",
      Kind.GAUGE,
      "Progress of the clean-up that this node works on: total, done, failed, skipped, left,"
          + " already_gone",
      "count"),
  REDIS_UP("redis.up", Kind.GAUGE, "1 while commands are answered, else 0"),
  REDIS_SUBSCRIBED(
      "redis.subscribed",
      Kind.GAUGE,
      "1 while this node hears at once what changes on others, else 0"),
  REDIS_VALUES_UNREADABLE(
      "redis.values.unreadable",
      Kind.COUNTER,
      "Values in Redis that no key of this node's keyset opens"),
  REDIS_COMMANDS(
      "redis.commands",
      Kind.DURATION,
      "Commands and scripts, by name: ok or failed",
      "command",
      "outcome"),
  EVENT_LOOP_LAG(
      "event.loop.lag",
      Kind.DURATION,
      "How late event loops that serve requests got round to a timer");

  /** What Prometheus makes of a meter. */
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
    this.key = key;
    this.kind = kind;
    this.description = description;
    this.labels = String.join(" ", labels);
  }

  /** The name in code, for example {@code http.requests}. */
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

  /** The name of its family in Prometheus, for example {@code http_requests_seconds}. */
  String family() {
    return key.replace('.', '_') + kind.suffix;
  }
}
