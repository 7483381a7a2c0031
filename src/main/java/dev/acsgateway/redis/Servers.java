package dev.acsgateway.redis;

import io.vertx.core.Vertx;
import java.util.random.RandomGenerator;

/** How a node reaches Redis, as its servers are arranged. */
interface Servers {

  /** The way for commands. */
  CommandRouter link();

  /**
   * Listens at every server that may publish a note.
   *
   * @param greeting subscribes
   */
  Subscriptions subscribe(Handshake greeting);

  /** Starts to connect. */
  static Servers of(
      Vertx vertx,
      RedisConfig config,
      RedisConnector connector,
      RandomGenerator jitter,
      ConnectionLog attempts) {
    return switch (config.mode()) {
      case STANDALONE -> new SingleServer(vertx, config, connector, jitter, attempts);
      case SENTINEL, CLUSTER -> new ClusterServers(vertx, config, connector, jitter, attempts);
    };
  }
}
