package dev.acsgateway.redis;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;

/** Makes Redis clients of one connection each. */
final class RedisConnector {
  private static final int MAX_WAITING_COMMANDS = 65_536;

  private final Vertx vertx;
  private final RedisConfig config;

  RedisConnector(Vertx vertx, RedisConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  /** A client for one connection, which is closed with it. */
  Redis client() {
    NetClientOptions tcp =
        new NetClientOptions()
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true)
            .setConnectTimeout((int) config.silence().toMillis());
    RedisOptions options =
        new RedisOptions()
            .setNetClientOptions(tcp)
            .setType(type())
            .setEndpoints(config.endpoints())
            .setMasterName(config.masterName())
            .setMaxPoolSize(config.mode() == RedisConfig.Mode.STANDALONE ? 1 : 8)
            .setPoolCleanerInterval(-1)
            .setPoolRecycleTimeout(-1)
            .setMaxWaitingHandlers(MAX_WAITING_COMMANDS);
    return Redis.createClient(vertx, options);
  }

  private RedisClientType type() {
    return switch (config.mode()) {
      case STANDALONE -> RedisClientType.STANDALONE;
      case SENTINEL -> RedisClientType.SENTINEL;
      case CLUSTER -> RedisClientType.CLUSTER;
    };
  }
}
