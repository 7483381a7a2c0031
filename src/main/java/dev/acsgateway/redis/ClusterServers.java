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
  private final ClusterWatch watch;
  private final RedisLink link;

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
    this.watch = new ClusterWatch(vertx, eye(), config.silence());
    this.link = new ClusterLink(vertx, watch, this::server, connector.sameHost());
    watch.start();
  }

  private TopologyEye eye() {
    Duration patience = Duration.ofMillis(config.silence().toMillis() / 2);
    return config.mode() == RedisConfig.Mode.SENTINEL
        ? new SentinelEye(
            connector.addresses().stream().map(this::sentinel).toList(),
            config.masterName(),
            patience)
        : new ClusterEye(connector, patience, jitter, attempts);
  }

  private RedisSlot sentinel(String address) {
    return new RedisSlot(
        vertx,
        connector.sentinel(address),
        Greeting.Ping::greet,
        config.silence(),
        jitter,
        attempts);
  }

  private ServerLink server(String address) {
    RedisSchema schema = new RedisSchema(config);
    return new ServerLink(
        () -> slot(address, schema::greet),
        new ReplicationBarrier(
            config.replicas(), config.silence(), () -> slot(address, Greeting.Ping::greet)));
  }

  private RedisSlot slot(String address, Greeting greeting) {
    return new RedisSlot(
        vertx, connector.server(address), greeting, config.silence(), jitter, attempts);
  }

  @Override
  public RedisLink link() {
    return link;
  }

  @Override
  public Subscriptions subscribe(Greeting greeting) {
    return new ClusterSubscriptions(watch, address -> slot(address, greeting), config.silence());
  }
}
