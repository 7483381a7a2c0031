package dev.acsgateway.redis;

import java.util.Locale;

/**
 * How the Redis servers of a test are arranged: {@code -Dredis.test.topology=cluster} or {@code
 * sentinel} lets all tests that share one run on that, else they run on one server.
 */
public enum TestTopology {
  STANDALONE,
  SENTINEL,
  CLUSTER;

  static TestTopology configured() {
    return valueOf(
        System.getProperty("redis.test.topology", "standalone").toUpperCase(Locale.ROOT));
  }

  /** As it stands in the configuration. */
  public String mode() {
    return name().toLowerCase(Locale.ROOT);
  }
}
