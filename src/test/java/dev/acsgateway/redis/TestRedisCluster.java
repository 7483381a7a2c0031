package dev.acsgateway.redis;

import static org.awaitility.Awaitility.await;

import dev.acsgateway.identity.UserId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A cluster of real servers: three with slots, and replicas of each. Close it. */
public final class TestRedisCluster implements AutoCloseable {
  private static final int PRIMARIES = 3;

  /** How many words of a line of {@code CLUSTER NODES} come before the slots. */
  private static final int FIRST_SLOTS = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<TestRedisProcess> servers = new ArrayList<>();

  private TestRedisCluster() {}

  /**
   * Starts one and waits until it is whole.
   *
   * @param nodeTimeout after which a silent server counts as dead
   * @param replicas of each server that has slots
   */
  public static TestRedisCluster start(Duration nodeTimeout, int replicas) {
    TestRedisCluster cluster = new TestRedisCluster();
    for (int i = 0; i < (1 + replicas) * PRIMARIES; i++) {
      cluster.servers.add(
          TestRedisProcess.startForCluster(
              "--cluster-node-timeout",
              Long.toString(nodeTimeout.toMillis()),
              "--cluster-require-full-coverage",
              "no",
              "--repl-diskless-sync",
              "yes",
              "--repl-diskless-sync-delay",
              "0"));
    }
    cluster.form();
    return cluster;
  }

  private void form() {
    TestRedisProcess first = servers.getFirst();
    for (TestRedisProcess other : servers) {
      other.command("CLUSTER MEET 127.0.0.1 " + port(first));
    }
    for (int i = 0; i < PRIMARIES; i++) {
      int from = HashSlot.COUNT * i / PRIMARIES;
      int to = HashSlot.COUNT * (i + 1) / PRIMARIES;
      servers
          .get(i)
          .command(
              "CLUSTER ADDSLOTS "
                  + IntStream.range(from, to)
                      .mapToObj(Integer::toString)
                      .collect(Collectors.joining(" ")));
    }
    for (int i = PRIMARIES; i < servers.size(); i++) {
      String primary = servers.get(i % PRIMARIES).command("CLUSTER MYID");
      TestRedisProcess replica = servers.get(i);
      await().atMost(PATIENCE).until(() -> replica.command("CLUSTER NODES").contains(primary));
      replica.command("CLUSTER REPLICATE " + primary);
    }
    awaitWhole(servers.size());
  }

  /**
   * Waits until so many servers agree that all slots are served and every primary has a replica.
   */
  private void awaitWhole(int count) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                servers.stream()
                    .filter(TestRedisProcess::isRunning)
                    .allMatch(
                        server ->
                            server.command("CLUSTER INFO").contains("cluster_state:ok")
                                && online(server, count)));
  }

  private static boolean online(TestRedisProcess server, int count) {
    List<String> nodes = server.command("CLUSTER NODES").lines().toList();
    String replication = server.command("INFO replication");
    boolean linked =
        replication.contains("role:master")
            ? replication.contains("state=online")
            : replication.contains("master_link_status:up");
    return nodes.size() == count
        && nodes.stream().filter(node -> node.contains("slave")).count() == count - PRIMARIES
        && linked;
  }

  private static int port(TestRedisProcess server) {
    return URI.create(server.url()).getPort();
  }

  /** Every server, for the configuration. */
  public String url() {
    return servers.stream().map(TestRedisProcess::url).collect(Collectors.joining(","));
  }

  /** Those that have slots and live. */
  public List<TestRedisProcess> primaries() {
    return servers.stream()
        .filter(TestRedisProcess::isRunning)
        .filter(server -> server.command("INFO replication").contains("role:master"))
        .toList();
  }

  /** The one of them that has this user in a ledger with so many shards. */
  public TestRedisProcess primaryOf(UserId user, int shards) {
    int slot = HashSlot.of(new Keyspace(shards).of(user).user());
    return primaries().stream().filter(server -> has(server, slot)).findFirst().orElseThrow();
  }

  /** Returns whether all others agree that this one's slots have gone to another server. */
  public boolean hasReplaced(TestRedisProcess lost) {
    String address = ":" + port(lost) + "@";
    return servers.stream()
        .filter(server -> server != lost && server.isRunning())
        .flatMap(server -> server.command("CLUSTER NODES").lines())
        .filter(line -> line.contains(address))
        .allMatch(line -> line.split(" ").length <= FIRST_SLOTS);
  }

  /** Its own line ends with the slots that it has, for example {@code 0-5460}. */
  private static boolean has(TestRedisProcess server, int slot) {
    return server
        .command("CLUSTER NODES")
        .lines()
        .filter(line -> line.contains("myself"))
        .flatMap(line -> Stream.of(line.split(" ")).skip(FIRST_SLOTS))
        .map(range -> range.split("-"))
        .anyMatch(
            range ->
                Integer.parseInt(range[0]) <= slot
                    && slot <= Integer.parseInt(range[range.length - 1]));
  }

  @Override
  public void close() {
    servers.forEach(TestRedisProcess::close);
  }
}
