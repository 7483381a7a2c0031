package dev.acsgateway.http.edge;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that are too many, and those whose request does not become complete: trickling
 * header bytes keeps an idle timer from firing, but not this one. A pause of the process is
 * nobody's slowness. Of one event loop, and to be used on it only.
 */
public final class ConnectionGuard implements Handler<HttpConnection> {
  private final LoadConfig config;
  private final EventLoopLoad load;
  private final long quietNanos;
  private final Refusals refusals;
  private final IdentityHashMap<HttpConnection, Client> clients = new IdentityHashMap<>();

  /**
   * @param quiet how long a connection may be open after the beginning of its latest request, once
   *     all are answered
   */
  public ConnectionGuard(LoadConfig config, EventLoopLoad load, Duration quiet, Refusals refusals) {
    this.config = config;
    this.load = load;
    this.quietNanos = quiet.toNanos();
    this.refusals = refusals;
  }

  /** What is known of one connection. */
  private static final class Client {
    private long since;
    private boolean multiplexed;
    private @Nullable HttpServerResponse latest;

    /** Where there are several at once: those before that were not over when the next one came. */
    private final List<HttpServerResponse> earlier = new ArrayList<>(0);

    Client(long since) {
      this.since = since;
    }

    void asks(HttpServerRequest request, long now) {
      HttpServerResponse before = latest;
      if (before != null && !isOver(before)) {
        earlier.removeIf(this::isOver);
        earlier.add(before);
      }
      multiplexed = request.version() == HttpVersion.HTTP_2;
      latest = request.response();
      since = now;
    }

    boolean hasAsked() {
      return latest != null;
    }

    boolean isAnswered() {
      return latest != null && isOver(latest) && earlier.stream().allMatch(this::isOver);
    }

    /** Of an HTTP/2 stream that has ended, something may wait for the client to take it. */
    private boolean isOver(HttpServerResponse response) {
      return response.closed() || (response.ended() && !multiplexed);
    }
  }

  /** Begins to look after connections. */
  public void start(Vertx vertx) {
    vertx.setPeriodic(config.roundInterval().toMillis(), due -> look());
  }

  @Override
  public void handle(HttpConnection connection) {
    if (clients.size() >= config.maxConnections()) {
      refusals.count(Refusal.CONNECTION);
      connection.close();
      return;
    }
    clients.put(connection, new Client(load.turning()));
    connection.closeHandler(closed -> clients.remove(connection));
  }

  /** A request has arrived, complete but for its body. */
  void requested(HttpServerRequest request) {
    Client client = clients.get(request.connection());
    if (client != null) {
      client.asks(request, load.turning());
    }
  }

  /** Closes whoever has been slow for too long. */
  void look() {
    long now = load.turning();
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
    long silent = now - client.since;
    return client.hasAsked()
        ? silent > quietNanos && client.isAnswered()
        : silent > config.headerTimeout().toNanos();
  }
}
