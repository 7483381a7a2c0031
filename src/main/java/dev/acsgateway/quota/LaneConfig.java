package dev.acsgateway.quota;

import dev.acsgateway.config.ConfigNode;
import java.time.Duration;

/**
 * What one lane may take, and how long it may wait for it.
 *
 * @param reserve the share of every quota that the lane cannot touch, 0 to 0.9
 * @param maxWait how long a call waits for its permit
 * @param maxWaiting most calls of one operation that wait on one node
 * @param maxInFlight most calls of one operation that one node makes at a time; a permit is taken
 *     only when its call can be made at once
 */
public record LaneConfig(double reserve, Duration maxWait, int maxWaiting, int maxInFlight) {

  /** Reads the section of a lane; the top lane has no reserve to respect. */
  static LaneConfig from(ConfigNode node, Lane lane) {
    return switch (lane) {
      case INTERACTIVE -> read(node, 0, 2000, 32);
      case REFRESH -> read(node, reserve(node, 0.1), 500, 16);
      case CLEANUP -> read(node, reserve(node, 0.3), 50, 8);
    };
  }

  private static double reserve(ConfigNode node, double defaultValue) {
    return node.decimal("reserve", defaultValue, 0, 0.9);
  }

  private static LaneConfig read(ConfigNode node, double reserve, int maxWaiting, int maxInFlight) {
    return new LaneConfig(
        reserve,
        node.duration(
            "max-wait", Duration.ofSeconds(4), Duration.ofMillis(1), Duration.ofMinutes(1)),
        node.number("max-waiting", maxWaiting, 1, 100_000),
        node.number("max-in-flight", maxInFlight, 1, 1000));
  }
}
