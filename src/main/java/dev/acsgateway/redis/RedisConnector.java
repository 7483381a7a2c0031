package dev.acsgateway.redis;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes Redis clients of one connection each. */
final class RedisConnector {
  private static final int DEFAULT_PORT = 6379;
  private static final int MAX_WAITING_COMMANDS = 65_536;

  private final Vertx vertx;
  private final RedisConfig config;

  RedisConnector(Vertx vertx, RedisConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  /** A client for one connection, which is closed with it; of Sentinels, any may be down. */
  Redis client() {
    List<String> endpoints = new ArrayList<>(config.endpoints());
    Collections.shuffle(endpoints);
    return client(
        config.mode() == RedisConfig.Mode.SENTINEL
            ? RedisClientType.SENTINEL
            : RedisClientType.STANDALONE,
        endpoints);
  }

  /** The same for one server of a cluster, with the credentials that all of them share. */
  Redis client(String address) {
    String url = config.endpoints().getFirst();
    int host = Math.max(url.indexOf("://") + "://".length(), url.indexOf('@') + 1);
    return client(RedisClientType.STANDALONE, List.of(url.substring(0, host) + address));
  }

  /** Host and port of each server that is configured. */
  List<String> addresses() {
    return config.endpoints().stream()
        .map(URI::create)
        .map(uri -> ClusterView.address(uri.getHost(), port(uri)))
        .toList();
  }

  private static String port(URI uri) {
    return Integer.toString(uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
  }

  private Redis client(RedisClientType type, List<String> endpoints) {
    NetClientOptions tcp =
        new NetClientOptions()
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true)
            .setConnectTimeout((int) config.silence().toMillis());
    RedisOptions options =
        new RedisOptions()
            .setNetClientOptions(tcp)
            .setType(type)
            .setEndpoints(endpoints)
            .setMasterName(config.masterName())
            .setMaxPoolSize(type == RedisClientType.STANDALONE ? 1 : 8)
            .setPoolCleanerInterval(-1)
            .setPoolRecycleTimeout(-1)
            .setMaxWaitingHandlers(MAX_WAITING_COMMANDS);
    return Redis.createClient(vertx, options);
  }
}
