package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lasting connection. While it is down, use of it fails at once, and it reconnects by itself
 * with growing, jittered pauses. A server that stays silent is pinged, and given up when it stays
 * silent on.
 */
final class ReconnectingConnection {
  private static final Logger log = LoggerFactory.getLogger(ReconnectingConnection.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  /** Short, since all that a try costs is one connection, and nobody is served meanwhile. */
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final Vertx vertx;
  private final RedisTarget server;
  private final Handshake greeting;
  private final Duration silence;
  private final RandomGenerator jitter;
  private final ConnectionLog attempts;

  private volatile Future<RedisConnection> current;
  private volatile boolean everConnected;
  private final Runnable authenticateAgain = this::authenticateAgain;
  private volatile @Nullable Redis client;
  private volatile @Nullable Heartbeat heartbeat;
  private volatile boolean closed;

  /**
   * @param server where to connect
   * @param greeting what must succeed before a new connection is used
   * @param silence how long the server may be silent
   * @param jitter spreads reconnects of many nodes
   * @param attempts reports what becomes of attempts to connect
   */
  ReconnectingConnection(
      Vertx vertx,
      RedisTarget server,
      Handshake greeting,
      Duration silence,
      RandomGenerator jitter,
      ConnectionLog attempts) {
    this.vertx = vertx;
    this.server = server;
    this.attempts = attempts;
    this.jitter = jitter;
    this.greeting = greeting;
    this.silence = silence;
    this.current = connect(FIRST_PAUSE);
    server.credentialChanges().add(authenticateAgain);
  }

  /**
   * The connection, or why there is none; pending only while the very first attempt is under way.
   */
  Future<RedisConnection> connection() {
    return current;
  }

  boolean isUp() {
    return current.succeeded();
  }

  private Future<RedisConnection> connect(Duration pauseOnFailure) {
    Redis client = server.client().get();
    this.client = client;
    return client
        .connect()
        .compose(connection -> greeted(client, connection))
        .timeout(silence.toMillis() * 2, TimeUnit.MILLISECONDS)
        .recover(
            e -> {
              client.close();
              reconnectAfter(pauseOnFailure);
              return Future.failedFuture(report(e));
            });
  }

  private Future<RedisConnection> greeted(Redis client, RedisConnection connection) {
    // What ends the connection now fails the greeting, which reports it.
    connection.exceptionHandler(reported -> {});
    return greeting.greet(connection).map(ping -> attend(client, connection, ping));
  }

  private Throwable report(Throwable failure) {
    if (closed || failure instanceof IncompatibleStore) {
      return failure;
    }
    String problem = ConnectionProblem.of(server.address(), failure);
    attempts.failed(this, problem);
    return new StoreUnavailable(problem);
  }

  private RedisConnection attend(Redis client, RedisConnection connection, Handshake.Ping ping) {
    if (closed) {
      throw new StoreUnavailable("closed");
    }
    attempts.connected(this, server.address(), everConnected);
    everConnected = true;
    heartbeat = Heartbeat.start(vertx, connection, ping, silence, reason -> lose(client, reason));
    return connection;
  }

  /** Whether the server has answered a ping that was sent no longer ago than this. */
  boolean answeredWithin(Duration age) {
    Heartbeat latest = heartbeat;
    return latest != null && latest.answeredWithin(age);
  }

  private void lose(Redis lost, String reason) {
    if (!closed) {
      log.warn("Lost a connection to Redis at {}: {}", server.address(), reason);
      current = Future.failedFuture(new StoreUnavailable(reason));
      lost.close();
      reconnectAfter(FIRST_PAUSE);
    }
  }

  /** Takes the connection for lost, whatever its server says. */
  void giveUp(String reason) {
    Heartbeat latest = heartbeat;
    if (latest != null) {
      latest.die(reason);
    }
  }

  /**
   * Authenticates the open connection with the credentials that hold now. No answer is awaited,
   * since that of a subscribed connection may be lost; a refusal leaves the connection as it was.
   */
  private void authenticateAgain() {
    RedisConnection open = current.result();
    if (open != null) {
      server
          .authentication()
          .get()
          .ifPresent(
              auth ->
                  open.send(auth)
                      .onFailure(
                          e -> attempts.failed(this, ConnectionProblem.of(server.address(), e))));
    }
  }

  private void reconnectAfter(Duration pause) {
    if (closed) {
      return;
    }
    long jittered = jitter.nextLong(pause.toMillis() / 2, pause.toMillis() + 1);
    Duration next = pause.plus(pause);
    vertx.setTimer(
        jittered, fired -> reconnect(next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE));
  }

  private void reconnect(Duration pauseOnFailure) {
    if (closed) {
      return;
    }
    connect(pauseOnFailure)
        .onSuccess(connection -> current = Future.succeededFuture(connection))
        .onFailure(e -> current = Future.failedFuture(e));
  }

  Future<Void> close() {
    closed = true;
    server.credentialChanges().remove(authenticateAgain);
    attempts.forget(this);
    Heartbeat latest = heartbeat;
    if (latest != null) {
      latest.stop();
    }
    Redis open = client;
    return open == null ? Future.succeededFuture() : open.close();
  }
}
