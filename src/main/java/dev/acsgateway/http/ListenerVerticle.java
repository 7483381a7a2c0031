package dev.acsgateway.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server that answers by a route table. Instances that are given one table share their port. */
public final class ListenerVerticle extends VerticleBase {
  private final ListenerConfig config;
  private final RouteTable routes;
  private final Gatekeeper gatekeeper;
  private final Supplier<String> requestIds;
  private volatile @Nullable HttpServer server;

  /**
   * @param requestIds makes request ids, see {@link RequestIds}
   */
  public ListenerVerticle(
      ListenerConfig config,
      RouteTable routes,
      Gatekeeper gatekeeper,
      Supplier<String> requestIds) {
    this.config = config;
    this.routes = routes;
    this.gatekeeper = gatekeeper;
    this.requestIds = requestIds;
  }

  @Override
  public Future<?> start() {
    RouterFactory routers = new RouterFactory(config, gatekeeper);
    return vertx
        .createHttpServer(config.toOptions(groupOf(routes)))
        .requestHandler(new Prologue(requestIds, routers.router(vertx, routes.table())))
        .invalidRequestHandler(new Prologue(requestIds, new UnparsableRequestHandler()))
        .listen()
        .onSuccess(listening -> server = listening);
  }

  private static int groupOf(RouteTable routes) {
    return 1 + (System.identityHashCode(routes) & 0xFFFFFF);
  }

  /** Takes no more requests, and ends when those under way are answered or past their deadline. */
  @Override
  public Future<?> stop() {
    HttpServer listening = server;
    return listening == null
        ? Future.succeededFuture()
        : listening.shutdown(config.requestDeadline().toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * The port it listens on, which matters where the configured one is 0. May be asked from any
   * thread.
   *
   * @throws IllegalStateException before it has started
   */
  public int port() {
    HttpServer listening = server;
    if (listening == null) {
      throw new IllegalStateException("Not started");
    }
    return listening.actualPort();
  }
}
