package dev.acsgateway.acs;

import dev.acsgateway.config.ConfigNode;
import java.time.Duration;

/**
 * When the gateway stops asking ACS for a moment. There is one breaker per operation and node.
 *
 * @param failureRate the share of the latest calls that fail, from which on the breaker opens
 * @param calls how many of the latest calls are looked at
 * @param minimumCalls how many calls there must be before their failure rate counts
 * @param open how long an open breaker refuses every call, and how long trials may stay unanswered
 *     before others are let through; so the longest time to find out that ACS is back
 * @param trials how many calls are then let through; whether they fail decides how it goes on
 */
public record BreakerConfig(
    double failureRate, int calls, int minimumCalls, Duration open, int trials) {

  static BreakerConfig from(ConfigNode node) {
    BreakerConfig config =
        new BreakerConfig(
            node.decimal("failure-rate", 0.5, 0.01, 1),
            node.number("calls", 20, 1, 10_000),
            node.number("minimum-calls", 10, 1, 10_000),
            node.duration(
                "open", Duration.ofSeconds(1), Duration.ofMillis(10), Duration.ofMinutes(10)),
            node.number("trials", 1, 1, 1000));
    if (config.minimumCalls() > config.calls()) {
      node.addProblem("minimum-calls", "must not be more than calls, or the breaker never opens");
    }
    return config;
  }
}
