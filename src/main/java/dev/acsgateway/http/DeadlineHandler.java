package dev.acsgateway.http;

import dev.acsgateway.failure.DeadlineExceeded;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Gives every request a deadline. A request that is answered before control returns, as a near hit
 * is, costs no timer.
 *
 * @param deadline after which a request without an answer fails
 */
record DeadlineHandler(Duration deadline) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    context.next();
    if (context.response().ended()) {
      return;
    }
    long timer =
        context
            .vertx()
            .setTimer(
                deadline.toMillis(),
                passed -> {
                  if (!context.response().ended()) {
                    context.fail(new DeadlineExceeded());
                  }
                });
    context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
  }
}
