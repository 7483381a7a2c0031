package dev.acsgateway.acs;

import dev.acsgateway.config.ConfigNode;
import java.time.Duration;

/**
 * How calls whose repeat is safe are repeated.
 *
 * @param repeats most repeats after the first try
 * @param pause the longest pause before the first repeat; it doubles with each further one
 * @param patience no repeat starts later than this after the first try did
 */
public record RetryConfig(int repeats, Duration pause, Duration patience) {

  static RetryConfig from(ConfigNode node) {
    return new RetryConfig(
        node.number("repeats", 2, 0, 5),
        node.duration(
            "pause", Duration.ofMillis(200), Duration.ofMillis(2), Duration.ofSeconds(10)),
        node.duration("patience", Duration.ofSeconds(4), Duration.ZERO, Duration.ofMinutes(1)));
  }
}
