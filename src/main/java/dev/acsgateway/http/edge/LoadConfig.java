package dev.acsgateway.http.edge;

import dev.acsgateway.config.ConfigNode;
import java.time.Duration;

/**
 * How much one event loop of a listener takes. There are as many as cores on the API, one on the
 * admin listener.
 *
 * @param maxConnections open connections; further ones are closed at once
 * @param maxInFlight requests under way; further ones get 503
 * @param maxLag how late the event loop may be before new requests get 503
 * @param headerTimeout how long a new connection may take until its first request is complete
 */
public record LoadConfig(
    int maxConnections, int maxInFlight, Duration maxLag, Duration headerTimeout) {
  private static final Duration LONGEST_ROUND = Duration.ofSeconds(1);

  /** Reads the section {@code load} of a listener. */
  public static LoadConfig from(ConfigNode node) {
    return new LoadConfig(
        node.number("max-connections", 20_000, 1, 1_000_000),
        node.number("max-in-flight", 10_000, 1, 1_000_000),
        node.duration(
            "max-lag", Duration.ofMillis(500), Duration.ofMillis(10), Duration.ofSeconds(30)),
        node.duration(
            "header-timeout",
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofMinutes(2)));
  }

  /** How often to look for clients that are slow, which is twice within the shortest patience. */
  Duration roundInterval() {
    return Duration.ofMillis(Math.min(LONGEST_ROUND.toMillis(), headerTimeout.toMillis() / 2));
  }
}
