package dev.acsgateway.redis;

import dev.acsgateway.local.EmbeddedRedis;

/**
 * The one real Redis that all integration tests of a JVM share: a container where a Docker engine
 * answers, else the embedded binary. It starts on first use and goes with the JVM.
 *
 * <p>Tests that must not see each other's keys call {@link #flush} first; tests that need a Redis
 * to fail take one of their own, {@link TestRedisProcess}.
 */
public final class TestRedis {
  private TestRedis() {}

  /** Where clients connect, for example {@code redis://127.0.0.1:40123}. */
  public static String url() {
    return Shared.URL;
  }

  /** Forgets every key. */
  public static void flush() {
    TestRedisCommand.send(url(), "FLUSHALL");
  }

  private static final class Shared {
    static final String URL = start();

    private static String start() {
      TestRedisContainer.Outcome outcome = TestRedisContainer.start();
      String url;
      String server;
      switch (outcome) {
        case TestRedisContainer.Started started -> {
          url = started.url();
          server = "container of image " + started.image();
        }
        case TestRedisContainer.Unavailable unavailable -> {
          url = embedded();
          server = "embedded binary, since " + unavailable.reason();
        }
      }
      System.out.println("Redis for tests: " + version(url) + " at " + url + ", " + server);
      return url;
    }

    private static String embedded() {
      EmbeddedRedis redis = EmbeddedRedis.start();
      Runtime.getRuntime().addShutdownHook(new Thread(redis::close, "test-redis-at-exit"));
      return redis.url();
    }

    private static String version(String url) {
      return TestRedisCommand.send(url, "INFO server")
          .lines()
          .filter(line -> line.startsWith("redis_version:"))
          .findFirst()
          .orElseThrow();
    }
  }
}
