package dev.acsgateway.http;

import dev.acsgateway.failure.Failure;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Lets a caller pass who is not over the limit. */
record RateLimitHandler(RateLimits limits, Handler<RoutingContext> next)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    Optional<Failure> tooMany =
        limits.count(AuthenticationHandler.caller(context), context.response());
    if (tooMany.isEmpty()) {
      next.handle(context);
    } else {
      context.fail(tooMany.get());
    }
  }
}
