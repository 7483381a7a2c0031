package dev.acsgateway.http.watch;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/** How a request ends. */
final class RequestEnd {
  private RequestEnd() {}

  /**
   * Lets the next handlers answer, and tells once with which status, or {@link
   * RequestMeter#NOT_ANSWERED}. A request that is answered at once is told of at once. A request
   * may end twice, by its answer and by the loss of its connection.
   */
  static void awaitIn(RoutingContext context, IntConsumer told) {
    context.next();
    if (context.response().ended()) {
      told.accept(context.response().getStatusCode());
      return;
    }
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
