package dev.acsgateway.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A cluster of installed Redis servers, all configured alike. Close it. */
public final class RedisServerCluster implements AutoCloseable {
  private static final int PRIMARIES = 3;
  private static final int SLOTS = 16_384;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final List<RedisServer> servers = new ArrayList<>();

  private RedisServerCluster() {}

  /**
   * Starts one and waits until it is whole.
   *
   * @param form makes the configuration of one server
   * @param replicas of each server that has slots
   */
  public static RedisServerCluster start(Supplier<RedisServer.Form> form, int replicas) {
    RedisServerCluster cluster = new RedisServerCluster();
    try {
      for (int i = 0; i < PRIMARIES * (1 + replicas); i++) {
        cluster.servers.add(form.get().cluster().start());
      }
      cluster.join();
      return cluster;
    } catch (RuntimeException | AssertionError e) {
      cluster.close();
      throw e;
    }
  }

  private void join() {
    for (int i = 0; i < PRIMARIES; i++) {
      servers
          .get(i)
          .command(
              "CLUSTER",
              "ADDSLOTSRANGE",
              String.valueOf(SLOTS * i / PRIMARIES),
              String.valueOf(SLOTS * (i + 1) / PRIMARIES - 1));
    }
    for (RedisServer other : servers.subList(1, servers.size())) {
      servers.getFirst().command("CLUSTER", "MEET", "127.0.0.1", String.valueOf(other.port()));
    }
    for (RedisServer server : servers) {
      await()
          .atMost(PATIENCE)
          .until(() -> server.command("CLUSTER", "NODES").lines().count() == servers.size());
    }
    for (int i = PRIMARIES; i < servers.size(); i++) {
      String primary = servers.get(i % PRIMARIES).command("CLUSTER", "MYID");
      servers.get(i).command("CLUSTER", "REPLICATE", primary);
    }
    for (RedisServer server : servers) {
      await().atMost(PATIENCE).until(() -> isWhole(server));
    }
  }

  private boolean isWhole(RedisServer server) {
    List<String> nodes = server.command("CLUSTER", "NODES").lines().toList();
    long replicas = nodes.stream().filter(node -> node.contains("slave")).count();
    String replication = server.command("INFO", "replication");
    return server.command("CLUSTER", "INFO").contains("cluster_state:ok")
        && replicas == servers.size() - PRIMARIES
        && (replication.contains("role:master") || replication.contains("master_link_status:up"));
  }

  /** Every server, for the configuration. */
  public String url() {
    return servers.stream().map(RedisServer::url).collect(Collectors.joining(","));
  }

  /** All servers. */
  public List<RedisServer> servers() {
    return List.copyOf(servers);
  }

  /** Those that have slots and run. */
  public List<RedisServer> primaries() {
    return servers.stream()
        .filter(RedisServer::isRunning)
        .filter(server -> server.command("INFO", "replication").contains("role:master"))
        .toList();
  }

  @Override
  public void close() {
    servers.forEach(RedisServer::close);
  }
}
