package dev.acsgateway.redis;

import dev.acsgateway.local.EmbeddedRedis;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The one real Redis that all integration tests of a JVM share: a container where a Docker engine
 * answers, else the embedded binary. It starts on first use and goes with the JVM.
 *
 * <p>Tests that must not see each other's keys call {@link #flush} first; tests that need a Redis
 * to fail take one of their own, {@link TestRedisProcess}.
 */
public final class TestRedis {
  private static final String ELAPSE =
      """
      local millis = tonumber(ARGV[1])
      for _, key in ipairs(redis.call('KEYS', '*')) do
        local kind = redis.call('TYPE', key).ok
        if kind == 'hash' then
          for _, field in ipairs(redis.call('HKEYS', key)) do
            local value = redis.call('HGET', key, field)
            local nonce, deadline = value:match('^(.*):([0-9]+)$')
            local lock = field == 'fence' or field == 'creation' or field == 'lease' or field:match('^f:')
            if lock and nonce then
              redis.call('HSET', key, field, nonce .. ':' .. string.format('%.0f', deadline - millis))
            elseif key:match('^gw:q:.*:waiting$') then
              redis.call('HSET', key, field, string.format('%.0f', value - millis * 1000))
            end
          end
        elseif kind == 'list' and key:match('^gw:q:') then
          for i = 0, redis.call('LLEN', key) - 1 do
            redis.call('LSET', key, i, string.format('%.0f', redis.call('LINDEX', key, i) - millis * 1000))
          end
        end
        local life = redis.call('PTTL', key)
        if life >= 0 then
          if life <= millis then redis.call('DEL', key) else redis.call('PEXPIRE', key, life - millis) end
        end
      end
      return 1
      """;

  private TestRedis() {}

  /** Where clients connect, for example {@code redis://127.0.0.1:40123}; with Sentinels, these. */
  public static String url() {
    return Shared.SERVERS.url();
  }

  /** How the servers are arranged. */
  public static TestTopology topology() {
    return Shared.SERVERS.topology();
  }

  /** Forgets every key. */
  public static void flush() {
    Shared.SERVERS.servers().get().forEach(server -> TestRedisCommand.send(server, "FLUSHALL"));
  }

  /**
   * Lets time pass, as far as keys can tell: locks, permits and lives of values end earlier by so
   * much.
   */
  public static void elapse(Duration time) {
    String command = "EVAL \"" + ELAPSE.replaceAll("\\s+", " ") + "\" 0 " + time.toMillis();
    Shared.SERVERS.servers().get().forEach(server -> TestRedisCommand.send(server, command));
  }

  /**
   * Sends one command to the server that has what it is about; {@code KEYS} to all that have keys.
   */
  public static String send(String command) {
    List<String> servers = Shared.SERVERS.servers().get();
    if (command.startsWith("KEYS ")) {
      return servers.stream()
          .map(server -> TestRedisCommand.send(server, command))
          .filter(names -> !names.isEmpty())
          .collect(Collectors.joining("\n"));
    }
    String[] words = command.split(" ", 3);
    String key = words.length > 1 ? words[1] : words[0];
    return TestRedisCommand.send(serverFor(servers, key), command);
  }

  /** Where the server is that has this key. */
  public static String urlFor(String key) {
    return locator().apply(key);
  }

  /** The same for many keys, as the servers are now. */
  static UnaryOperator<String> locator() {
    List<String> servers = Shared.SERVERS.servers().get();
    return key -> serverFor(servers, key);
  }

  private static String serverFor(List<String> servers, String key) {
    // The slots are given out in order and evenly; what does not divide goes to the later servers.
    return servers.get(((HashSlot.of(key) + 1) * servers.size() - 1) / HashSlot.COUNT);
  }

  /** What runs. */
  private record Servers(TestTopology topology, String url, Supplier<List<String>> servers) {}

  private static final class Shared {
    private static final Duration DEAD_AFTER = Duration.ofSeconds(5);
    static final Servers SERVERS = start();

    private static Servers start() {
      return switch (TestTopology.configured()) {
        case STANDALONE -> {
          String url = standalone();
          yield new Servers(TestTopology.STANDALONE, url, () -> List.of(url));
        }
        case SENTINEL -> {
          TestRedisSentinels sentinels = TestRedisSentinels.start(DEAD_AFTER);
          atExit(sentinels::close);
          yield told(
              new Servers(
                  TestTopology.SENTINEL,
                  sentinels.url(),
                  () -> List.of(sentinels.primary().url())));
        }
        case CLUSTER -> {
          TestRedisCluster cluster = TestRedisCluster.start(DEAD_AFTER, 1);
          atExit(cluster::close);
          yield told(
              new Servers(
                  TestTopology.CLUSTER,
                  cluster.url(),
                  () -> cluster.primaries().stream().map(TestRedisProcess::url).toList()));
        }
      };
    }

    private static Servers told(Servers servers) {
      String version = version(servers.servers().get().getFirst());
      System.out.println("Redis for tests: " + servers.topology() + " of " + version);
      return servers;
    }

    private static void atExit(Runnable end) {
      Runtime.getRuntime().addShutdownHook(new Thread(end, "test-redis-at-exit"));
    }

    private static String standalone() {
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
      atExit(redis::close);
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
