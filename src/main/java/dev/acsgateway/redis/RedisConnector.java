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
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Makes Redis clients of one connection each. */
final class RedisConnector {
  private static final int MAX_WAITING_COMMANDS = 65_536;

  private final Vertx vertx;
  private final Duration patience;
  private final List<Runnable> credentialChanges = new CopyOnWriteArrayList<>();
  private volatile RedisEndpoints endpoints;
  private volatile Future<RedisCredentials> credentials;

  RedisConnector(Vertx vertx, RedisConfig config) {
    this(vertx, config, Future.succeededFuture(config.endpoints().credentials()));
  }

  /**
   * @param credentials those to begin with, which connections wait for
   */
  RedisConnector(Vertx vertx, RedisConfig config, Future<RedisCredentials> credentials) {
    this.vertx = vertx;
    this.patience = config.silence();
    this.endpoints = config.endpoints();
    this.credentials = credentials;
  }

  /**
   * From now on connections are made with these credentials and certificates, and open connections
   * authenticate again. The servers stay those that they were.
   */
  void use(RedisEndpoints changed) {
    endpoints =
        endpoints.with(
            changed.tls(),
            changed.credentials(),
            changed.entra(),
            changed.sentinelCredentials(),
            endpoints.sameHost());
    if (changed.entra().isEmpty()) {
      use(changed.credentials());
    }
  }

  /** The same for the credentials of the servers alone. */
  void use(RedisCredentials changed) {
    credentials = Future.succeededFuture(changed);
    credentialChanges.forEach(Runnable::run);
  }

  /** Whether a cluster's nodes are reached at the host of the server that names them. */
  boolean sameHost() {
    return endpoints.sameHost();
  }

  /** A server, with the credentials and the database of all of them. */
  RedisTarget server(String address) {
    return new RedisTarget(
        address,
        () -> connecting(address, credentials, endpoints.database()),
        () -> Optional.ofNullable(credentials.result()).flatMap(RedisCredentials::authentication),
        credentialChanges);
  }

  /** A Sentinel, which has no database. */
  RedisTarget sentinel(String address) {
    return new RedisTarget(
        address,
        () -> connecting(address, Future.succeededFuture(endpoints.sentinelCredentials()), 0),
        () -> endpoints.sentinelCredentials().authentication(),
        credentialChanges);
  }

  /** Returns host and port of each server that is configured. */
  List<String> addresses() {
    return endpoints.addresses().stream().map(Authority::toString).toList();
  }

  private RedisOptions options() {
    NetClientOptions tcp =
        new NetClientOptions()
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true)
            .setConnectTimeout((int) patience.toMillis());
    endpoints.tls().ifPresent(tls -> tls.apply(tcp));
    return new RedisOptions()
        .setNetClientOptions(tcp)
        .setMaxPoolSize(1)
        .setPoolCleanerInterval(-1)
        .setPoolRecycleTimeout(-1)
        .setMaxWaitingHandlers(MAX_WAITING_COMMANDS);
  }

  private Redis connecting(String announced, Future<RedisCredentials> credentials, int database) {
    RedisOptions options = options();
    return Redis.createStandaloneClient(
        vertx,
        options,
        () ->
            credentials.compose(
                known ->
                    address(announced)
                        .compose(this::reachable)
                        .map(reachable -> connect(options, reachable, known, database))));
  }

  private static Future<Authority> address(String announced) {
    try {
      return Future.succeededFuture(Authority.parse(announced));
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(
          new StoreUnavailable(
              "the address " + announced + " that was announced " + e.getMessage()));
    }
  }

  private RedisStandaloneConnectOptions connect(
      RedisOptions options, Authority address, RedisCredentials credentials, int database) {
    String scheme = endpoints.tls().isPresent() ? "rediss://" : "redis://";
    RedisStandaloneConnectOptions connect =
        new RedisStandaloneConnectOptions(options)
            .setConnectionString(scheme + address + (database == 0 ? "" : "/" + database));
    credentials.username().ifPresent(connect::setUser);
    credentials.password().map(Secret::value).ifPresent(connect::setPassword);
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
    if (endpoints.tls().isPresent()) {
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
