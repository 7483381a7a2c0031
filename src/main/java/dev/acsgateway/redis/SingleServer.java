package dev.acsgateway.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.random.RandomGenerator;

/** One server that does everything. */
final class SingleServer implements Servers {
  private final Vertx vertx;
  private final RedisConfig config;
  private final RedisConnector connector;
  private final RandomGenerator jitter;
  private final ConnectionLog attempts;
  private final CommandRouter link;

  SingleServer(
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
    RedisSchema schema = new RedisSchema(config);
    this.link =
        new NodeConnections(
            () -> slot(schema::greet),
            new ReplicationBarrier(
                config.replicas(), config.silence(), () -> slot(Handshake.Ping::greet)));
  }

  private ReconnectingConnection slot(Handshake greeting) {
    return new ReconnectingConnection(
        vertx,
        connector.server(connector.addresses().getFirst()),
        greeting,
        config.silence(),
        jitter,
        attempts);
  }

  @Override
  public CommandRouter link() {
    return link;
  }

  @Override
  public Subscriptions subscribe(Handshake greeting) {
    ReconnectingConnection slot = slot(greeting);
    return new Subscriptions() {
      @Override
      public boolean areUpToDate() {
        return slot.isUp() && slot.answeredWithin(config.silence());
      }

      @Override
      public boolean areComplete() {
        return true;
      }

      @Override
      public Future<Void> close() {
        return slot.close();
      }
    };
  }
}
