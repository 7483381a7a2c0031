package dev.acsgateway.http.edge;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that are too many, and those whose request does not become complete: trickling
 * header bytes keeps an idle timer from firing, but not this one. Of one event loop, and to be used
 * on it only.
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
   *     that is answered
   */
  public ConnectionGuard(LoadConfig config, LoopLoad load, Duration quiet, Refusals refusals) {
    this.config = config;
    this.load = load;
    this.quietNanos = quiet.toNanos();
    this.refusals = refusals;
  }

  /** What is known of one connection. */
  private static final class Client {
    long since;
    @Nullable HttpServerResponse latest;

    Client(long since) {
      this.since = since;
    }
  }

  /** Begins to look after connections. */
  public void start(Vertx vertx) {
    long round = Math.min(LONGEST_ROUND.toMillis(), config.headerTimeout().toMillis() / 2);
    vertx.setPeriodic(round, due -> closeTheSlow());
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
      client.since = load.lastTick();
      client.latest = request.response();
    }
  }

  private void closeTheSlow() {
    long now = load.lastTick();
    List<HttpConnection> slow =
        clients.entrySet().stream()
            .filter(entry -> isSlow(entry.getValue(), now))
            .map(Map.Entry::getKey)
            .toList();
    slow.forEach(
        connection -> {
          refusals.count(Refusal.SLOW_REQUEST);
          connection.close();
        });
  }

  private boolean isSlow(Client client, long now) {
    HttpServerResponse latest = client.latest;
    return latest == null
        ? now - client.since > config.headerTimeout().toNanos()
        : latest.ended() && now - client.since > quietNanos;
  }
}
