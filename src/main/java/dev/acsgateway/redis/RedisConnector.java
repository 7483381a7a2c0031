package dev.acsgateway.redis;

import dev.acsgateway.config.Authority;
import dev.acsgateway.config.Host;
import dev.acsgateway.config.Secret;
import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.RedisStandaloneConnectOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Makes Redis clients of one connection each. */
final class RedisConnector {
  private static final int MAX_WAITING_COMMANDS = 65_536;

  private final Vertx vertx;
  private final RedisEndpoints endpoints;
  private final RedisOptions options;

  RedisConnector(Vertx vertx, RedisConfig config) {
    this.vertx = vertx;
    this.endpoints = config.endpoints();
    this.options =
        new RedisOptions()
            .setNetClientOptions(tcp(config))
            .setMaxPoolSize(1)
            .setPoolCleanerInterval(-1)
            .setPoolRecycleTimeout(-1)
            .setMaxWaitingHandlers(MAX_WAITING_COMMANDS);
  }

  private static NetClientOptions tcp(RedisConfig config) {
    NetClientOptions tcp =
        new NetClientOptions()
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true)
            .setConnectTimeout((int) config.silence().toMillis());
    return config.endpoints().tls()
        ? tcp.setSsl(true).setHostnameVerificationAlgorithm("HTTPS")
        : tcp;
  }

  /** Makes a client for one connection, which is closed with it. */
  Redis client() {
    return connecting(endpoints.addresses().getFirst(), endpoints.database());
  }

  /** The same for one of several servers, with the credentials and database of all of them. */
  Redis client(String address) {
    return connecting(address, endpoints.database());
  }

  /** The same for a Sentinel, which has no database. */
  Redis sentinel(String address) {
    return connecting(address, 0);
  }

  /** Returns host and port of each server that is configured. */
  List<String> addresses() {
    return endpoints.addresses().stream().map(Authority::toString).toList();
  }

  private Redis connecting(String announced, int database) {
    try {
      return connecting(Authority.parse(announced), database);
    } catch (IllegalArgumentException e) {
      return client(
          () ->
              Future.failedFuture(
                  new StoreUnavailable(
                      "the address " + announced + " that was announced " + e.getMessage())));
    }
  }

  private Redis connecting(Authority address, int database) {
    String path = database == 0 ? "" : "/" + database;
    return client(
        () ->
            reachable(address)
                .map(
                    known ->
                        authenticated(
                            new RedisStandaloneConnectOptions(options)
                                .setConnectionString(scheme() + known + path))));
  }

  private Redis client(Supplier<Future<RedisStandaloneConnectOptions>> connect) {
    return Redis.createStandaloneClient(vertx, options, connect);
  }

  private String scheme() {
    return endpoints.tls() ? "rediss://" : "redis://";
  }

  private RedisStandaloneConnectOptions authenticated(RedisStandaloneConnectOptions connect) {
    endpoints.username().ifPresent(connect::setUser);
    endpoints.password().map(Secret::value).ifPresent(connect::setPassword);
    return connect;
  }

  /**
   * Looks up a host name in which the client's {@link URI} would find no host, such as one with an
   * underscore; the client would connect to this machine instead. Every other name is its own
   * affair, since TLS needs the name.
   */
  private Future<Authority> reachable(Authority address) {
    if (URI.create("redis://" + address).getHost() != null) {
      return Future.succeededFuture(address);
    }
    if (endpoints.tls()) {
      return Future.failedFuture(
          new StoreUnavailable(
              "no certificate can name the host " + address.host() + ", which has an underscore"));
    }
    return vertx.executeBlocking(() -> resolved(address), false).map(Objects::requireNonNull);
  }

  private static Authority resolved(Authority address) {
    try {
      String found = InetAddress.getByName(address.host().name()).getHostAddress();
      return new Authority(Host.parse(found), address.port());
    } catch (UnknownHostException e) {
      throw new StoreUnavailable("the host " + address.host() + " is unknown");
    }
  }
}
