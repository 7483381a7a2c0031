package dev.acsgateway.redis;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;
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

  /** A client for one connection, which is closed with it. */
  Redis client() {
    return connecting(config.endpoints().getFirst());
  }

  /** The same for one of several servers, with the credentials and database of all of them. */
  Redis client(String address) {
    String url = config.endpoints().getFirst();
    int end = url.indexOf('/', host(url));
    return connecting(url.substring(0, host(url)) + address + (end < 0 ? "" : url.substring(end)));
  }

  /** The same for a Sentinel, which has no database. */
  Redis sentinel(String address) {
    String url = config.endpoints().getFirst();
    return connecting(url.substring(0, host(url)) + address);
  }

  /** Where the host begins. */
  private static int host(String url) {
    return Math.max(url.indexOf("://") + "://".length(), url.indexOf('@') + 1);
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

  private Redis connecting(String url) {
    NetClientOptions tcp =
        new NetClientOptions()
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true)
            .setConnectTimeout((int) config.silence().toMillis());
    RedisOptions options =
        new RedisOptions()
            .setNetClientOptions(tcp)
            .setType(RedisClientType.STANDALONE)
            .setConnectionString(url)
            .setMaxPoolSize(1)
            .setPoolCleanerInterval(-1)
            .setPoolRecycleTimeout(-1)
            .setMaxWaitingHandlers(MAX_WAITING_COMMANDS);
    return Redis.createClient(vertx, options);
  }
}
