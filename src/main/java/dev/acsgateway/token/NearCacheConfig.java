package dev.acsgateway.token;

import dev.acsgateway.config.ConfigNode;
import java.time.Duration;

/**
 * How much this node remembers for itself.
 *
 * @param enabled whether it remembers anything
 * @param maxMebibytes about how much memory the remembered answers may take; as much again for
 *     those to Teams users
 * @param maxAge the longest time that an answer is remembered; the last resort against a stale one
 */
public record NearCacheConfig(boolean enabled, int maxMebibytes, Duration maxAge) {

  /** Reads the section {@code near-cache}. */
  public static NearCacheConfig from(ConfigNode node) {
    return new NearCacheConfig(
        node.flag("enabled", true),
        node.number("max-mebibytes", 64, 1, 65_536),
        node.duration(
            "max-age", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(5)));
  }
}
