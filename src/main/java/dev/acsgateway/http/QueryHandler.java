package dev.acsgateway.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Lets only requests pass whose query the route can answer. */
record QueryHandler(Query query, Handler<RoutingContext> next) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    query.check(context);
    next.handle(context);
  }
}
