package dev.acsgateway.http.edge;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Counts a request while it is under way; one that is answered at once costs two additions. */
public record InFlightHandler(EventLoopLoad load, Handler<RoutingContext> next)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    load.begin();
    try {
      next.handle(context);
    } finally {
      if (context.response().ended()) {
        load.end();
      } else {
        context.addEndHandler(ended -> load.end());
      }
    }
  }
}
