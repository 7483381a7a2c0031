package dev.acsgateway.http.watch;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.function.LongSupplier;

/** Measures a request; one that is answered at once costs two looks at the clock. */
public record MeasuringHandler(LongSupplier nanos, RequestMeter meter, Handler<RoutingContext> next)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    long begun = nanos.getAsLong();
    RequestEnd.awaitIn(context, next, status -> meter.ended(status, nanos.getAsLong() - begun));
  }
}
