package dev.acsgateway.http.watch;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/** How a request ends. */
final class RequestEnd {
  private RequestEnd() {}

  /**
   * Takes the next step, and tells once with which status the request was answered, or {@link
   * RequestMeter#NOT_ANSWERED}. A request that is answered at once is told of at once; a step that
   * throws leaves its request to be failed by the router. A request may end twice, by its answer
   * and by the loss of its connection.
   */
  static void awaitIn(RoutingContext context, Handler<RoutingContext> next, IntConsumer told) {
    try {
      next.handle(context);
    } finally {
      if (context.response().ended()) {
        told.accept(context.response().getStatusCode());
      } else {
        tellAtTheEnd(context, told);
      }
    }
  }

  private static void tellAtTheEnd(RoutingContext context, IntConsumer told) {
    AtomicBoolean done = new AtomicBoolean();
    context.addEndHandler(
        end -> {
          if (done.compareAndSet(false, true)) {
            boolean answered = context.response().ended();
            told.accept(answered ? context.response().getStatusCode() : RequestMeter.NOT_ANSWERED);
          }
        });
  }
}
