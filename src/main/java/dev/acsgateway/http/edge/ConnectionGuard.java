package dev.acsgateway.http.edge;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that are too many, those whose request does not become complete, and those
 * that nobody uses. One look at all of them now and then: a timer for each would cost every request
 * something, and trickling header bytes would keep it from firing. Of one event loop, and to be
 * used on it only.
 */
public final class ConnectionGuard implements Handler<HttpConnection> {
  private static final Duration LONGEST_ROUND = Duration.ofSeconds(1);

  private final LoadConfig config;
  private final LoopLoad load;
  private final long quietNanos;
  private final Refusals refusals;
  private final IdentityHashMap<HttpConnection, Client> clients = new IdentityHashMap<>();

  /**
   * @param quiet how long a connection may be open after the beginning of its latest request, once
   *     all are answered
   */
  public ConnectionGuard(LoadConfig config, LoopLoad load, Duration quiet, Refusals refusals) {
    this.config = config;
    this.load = load;
    this.quietNanos = quiet.toNanos();
    this.refusals = refusals;
  }

  /** What is known of one connection. */
  private static final class Client {
    private long since;
    private @Nullable HttpServerResponse latest;

    /** Where HTTP/2 has several at once: those before, as long as they are not answered. */
    private final List<HttpServerResponse> earlier = new ArrayList<>(0);

    Client(long since) {
      this.since = since;
    }

    void asks(HttpServerResponse response, long now) {
      HttpServerResponse before = latest;
      if (before != null && !isOver(before)) {
        earlier.add(before);
      }
      latest = response;
      since = now;
    }

    boolean hasAsked() {
      return latest != null;
    }

    boolean isAnswered() {
      earlier.removeIf(Client::isOver);
      return earlier.isEmpty() && (latest == null || isOver(latest));
    }

    private static boolean isOver(HttpServerResponse response) {
      return response.ended() || response.closed();
    }
  }

  /** Begins to look after connections. */
  public void start(Vertx vertx) {
    long round = Math.min(LONGEST_ROUND.toMillis(), config.headerTimeout().toMillis() / 2);
    vertx.setPeriodic(round, due -> look());
  }

  @Override
  public void handle(HttpConnection connection) {
    if (clients.size() >= config.maxConnections()) {
      refusals.count(Refusal.CONNECTION);
      connection.close();
      return;
    }
    clients.put(connection, new Client(load.lastTick()));
    connection.closeHandler(closed -> clients.remove(connection));
  }

  /** A request has arrived, complete but for its body. */
  void requested(HttpServerRequest request) {
    Client client = clients.get(request.connection());
    if (client != null) {
      client.asks(request.response(), load.lastTick());
    }
  }

  /** Closes whoever has been slow or quiet for too long. */
  void look() {
    long now = load.lastTick();
    List<HttpConnection> quiet = new ArrayList<>();
    List<HttpConnection> slow = new ArrayList<>();
    clients.forEach(
        (connection, client) -> {
          long silent = now - client.since;
          if (silent > quietNanos && client.isAnswered()) {
            quiet.add(connection);
          } else if (silent > config.headerTimeout().toNanos() && !client.hasAsked()) {
            slow.add(connection);
          }
        });
    slow.forEach(connection -> refusals.count(Refusal.SLOW_REQUEST));
    slow.forEach(HttpConnection::close);
    quiet.forEach(HttpConnection::close);
  }
}
