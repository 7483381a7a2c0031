package dev.acsgateway.redis;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A primary with two replicas, and three Sentinels that watch over them. Close it. */
public final class TestRedisSentinels implements AutoCloseable {
  /** What the Sentinels call the primary. */
  public static final String MASTER = "mymaster";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<TestRedisProcess> servers = new ArrayList<>();
  private final List<TestRedisProcess> sentinels = new ArrayList<>();

  private TestRedisSentinels() {}

  /**
   * Starts them and waits until all know of each other.
   *
   * @param downAfter after which a silent server counts as dead
   */
  public static TestRedisSentinels start(Duration downAfter) {
    TestRedisSentinels all = new TestRedisSentinels();
    all.servers.add(TestRedisProcess.start("--repl-diskless-sync-delay", "0"));
    int port = port(all.servers.getFirst());
    for (int i = 0; i < 2; i++) {
      all.servers.add(
          TestRedisProcess.start(
              "--replicaof",
              "127.0.0.1",
              Integer.toString(port),
              "--repl-diskless-sync-delay",
              "0"));
    }
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                all.servers
                        .getFirst()
                        .command("INFO replication")
                        .lines()
                        .filter(line -> line.contains("state=online"))
                        .count()
                    == 2);
    for (int i = 0; i < 3; i++) {
      all.sentinels.add(
          TestRedisProcess.startSentinel(
              List.of(
                  "sentinel monitor " + MASTER + " 127.0.0.1 " + port + " 2",
                  "sentinel down-after-milliseconds " + MASTER + " " + downAfter.toMillis(),
                  "sentinel failover-timeout " + MASTER + " 3000")));
    }
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                all.sentinels.stream()
                    .map(sentinel -> sentinel.command("INFO sentinel"))
                    .allMatch(info -> info.contains("slaves=2,sentinels=3")));
    return all;
  }

  private static int port(TestRedisProcess server) {
    return URI.create(server.url()).getPort();
  }

  /** The Sentinels, for the configuration. */
  public String url() {
    return sentinels.stream().map(TestRedisProcess::url).collect(Collectors.joining(","));
  }

  /** The server that two of three Sentinels take for the primary. */
  public TestRedisProcess primary() {
    String port =
        sentinels
            .getFirst()
            .command("SENTINEL GET-MASTER-ADDR-BY-NAME " + MASTER)
            .lines()
            .toList()
            .getLast();
    return servers.stream()
        .filter(server -> server.url().endsWith(":" + port))
        .findFirst()
        .orElseThrow();
  }

  /** Returns whether the Sentinels have made another server the primary. */
  public boolean hasReplaced(TestRedisProcess lost) {
    return primary() != lost;
  }

  @Override
  public void close() {
    sentinels.forEach(TestRedisProcess::close);
    servers.forEach(TestRedisProcess::close);
  }
}
