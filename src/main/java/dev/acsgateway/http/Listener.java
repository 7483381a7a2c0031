package dev.acsgateway.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A server that answers by a route table, from start to stop. */
final class Listener {
  private final HttpServer server;
  private final ListenerConfig config;

  private Listener(HttpServer server, ListenerConfig config) {
    this.server = server;
    this.config = config;
  }

  /**
   * Starts to listen. Servers that are started with the same table share their port.
   *
   * @param requestIds makes request ids
   */
  static Future<Listener> start(
      Vertx vertx,
      ListenerConfig config,
      List<Route> table,
      Gatekeeper gatekeeper,
      Supplier<String> requestIds) {
    return vertx
        .createHttpServer(config.toOptions(groupOf(table)))
        .requestHandler(
            new Prologue(requestIds, new RouterFactory(config, gatekeeper).router(vertx, table)))
        .invalidRequestHandler(new Prologue(requestIds, new UnparsableRequestHandler()))
        .listen()
        .map(server -> new Listener(server, config));
  }

  /** Servers of one table belong together: the instances of one verticle in one node. */
  private static int groupOf(List<Route> table) {
    return 1 + (System.identityHashCode(table) & 0xFFFFFF);
  }

  int port() {
    return server.actualPort();
  }

  /** Takes no more requests, and ends when those under way are answered or past their deadline. */
  Future<Void> stop() {
    return server.shutdown(config.requestDeadline().toMillis(), TimeUnit.MILLISECONDS);
  }
}
