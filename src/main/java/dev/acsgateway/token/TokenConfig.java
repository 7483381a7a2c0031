package dev.acsgateway.token;

import dev.acsgateway.config.ConfigNode;
import java.time.Duration;

/**
 * How long tokens are served.
 *
 * @param minimumValidity no token with less left is served while ACS is up; more than 10 minutes,
 *     since Microsoft's client libraries treat less as expiring and poll
 * @param refreshAt the share of a token's life after which it is refreshed, 0.1 to 0.95
 * @param maxWait how long a request waits for a token that is being obtained
 * @param nearCache how much this node remembers for itself
 */
public record TokenConfig(
    Duration minimumValidity, double refreshAt, Duration maxWait, NearCacheConfig nearCache) {

  /** Reads the section {@code token}. */
  public static TokenConfig from(ConfigNode node) {
    return new TokenConfig(
        node.duration(
            "minimum-validity",
            Duration.ofMinutes(15),
            Duration.ofMinutes(11),
            Duration.ofHours(12)),
        node.decimal("refresh-at", 0.8, 0.1, 0.95),
        node.duration(
            "max-wait", Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(1)),
        NearCacheConfig.from(node.section("near-cache")));
  }
}
