package dev.acsgateway.redis;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** All servers of a cluster that have slots, or the one that Sentinels name. */
final class ClusterServers implements Servers {
  private final Vertx vertx;
  private final RedisConfig config;
  private final RedisConnector connector;
  private final RandomGenerator jitter;
  private final ConnectionLog attempts;
  private final TopologyRefresher watch;
  private final CommandRouter link;

  ClusterServers(
      Vertx vertx,
      RedisConfig config,
      RedisConnector connector,
      RandomGenerator jitter,
      ConnectionLog attempts) {
    this.vertx = vertx;
    this.config = config;
    this.connector = connector;
    this.jitter = jitter;
    this.attempts = attempts;
    this.watch = new TopologyRefresher(vertx, eye(), config.silence());
    this.link = new ClusterRouter(vertx, watch, this::server, connector.sameHost());
    watch.start();
  }

  private TopologySource eye() {
    Duration patience = Duration.ofMillis(config.silence().toMillis() / 2);
    return config.mode() == RedisConfig.Mode.SENTINEL
        ? new SentinelTopologySource(
            connector.addresses().stream().map(this::sentinel).toList(),
            config.masterName(),
            patience)
        : new ClusterTopologySource(connector, patience, jitter, attempts);
  }

  private ReconnectingConnection sentinel(String address) {
    return new ReconnectingConnection(
        vertx,
        connector.sentinel(address),
        Handshake.Ping::greet,
        config.silence(),
        jitter,
        attempts);
  }

  private NodeConnections server(String address) {
    RedisSchema schema = new RedisSchema(config);
    return new NodeConnections(
        () -> slot(address, schema::greet),
        new ReplicationBarrier(
            config.replicas(), config.silence(), () -> slot(address, Handshake.Ping::greet)));
  }

  private ReconnectingConnection slot(String address, Handshake greeting) {
    return new ReconnectingConnection(
        vertx, connector.server(address), greeting, config.silence(), jitter, attempts);
  }

  @Override
  public CommandRouter link() {
    return link;
  }

  @Override
  public Subscriptions subscribe(Handshake greeting) {
    return new ClusterSubscriptions(watch, address -> slot(address, greeting), config.silence());
  }
}
