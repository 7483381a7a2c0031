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
public record DeadlineHandler(Duration deadline) implements Handler<RoutingContext> {

  private static final String LIFTED = "deadline.lifted";

  /** Lets this request take as long as there is something to read or write. */
  public static void lift(RoutingContext context) {
    context.put(LIFTED, true);
  }

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
                  if (!context.response().ended() && context.get(LIFTED) == null) {
                    context.fail(new DeadlineExceeded());
                  }
                });
    context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
  }
}
