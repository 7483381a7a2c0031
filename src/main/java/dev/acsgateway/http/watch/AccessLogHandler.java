package dev.acsgateway.http.watch;

import dev.acsgateway.http.CommonHeaders;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each request of a route once it has ended: the pattern of its path, never the path or a
 * query, which may name users.
 */
public record AccessLogHandler(
    LongSupplier nanos, String method, String route, Handler<RoutingContext> next)
    implements Handler<RoutingContext> {
  private static final Logger log = LoggerFactory.getLogger(AccessLogHandler.class);

  @Override
  public void handle(RoutingContext context) {
    long begun = nanos.getAsLong();
    RequestEnd.awaitIn(context, next, status -> log(context, status, nanos.getAsLong() - begun));
  }

  private void log(RoutingContext context, int status, long took) {
    log.atInfo()
        .addKeyValue("method", method)
        .addKeyValue("route", route)
        .addKeyValue("status", status)
        .addKeyValue("micros", TimeUnit.NANOSECONDS.toMicros(took))
        .addKeyValue("bytes", context.response().bytesWritten())
        .addKeyValue("request", CommonHeaders.requestId(context.response()))
        .log("{} {} {}", method, route, status);
  }
}
