package dev.acsgateway.http.watch;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Lets a tracer follow the requests of a route. */
public record TracingHandler(
    RequestTracer tracer, String method, String route, Handler<RoutingContext> next)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    RequestEnd.awaitIn(context, next, tracer.begin(method, route, context.request().headers()));
  }
}
