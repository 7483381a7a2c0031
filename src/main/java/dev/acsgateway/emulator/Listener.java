package dev.acsgateway.emulator;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/** One server on one event loop. */
final class Listener extends VerticleBase {
  private final Listeners listeners;
  private final HttpServerOptions options;
  private final Handler<HttpServerRequest> api;

  Listener(Listeners listeners, HttpServerOptions options, Handler<HttpServerRequest> api) {
    this.listeners = listeners;
    this.options = options;
    this.api = api;
  }

  @Override
  public Future<?> start() {
    return vertx
        .createHttpServer(options)
        .requestHandler(api)
        .listen()
        .map(HttpServer::actualPort)
        .onSuccess(listeners::bound);
  }
}
