package dev.acsgateway.http.page;

import dev.acsgateway.http.Content;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Sends the browser on, for good.
 *
 * @param location where to; relative, so that a path prefix of a proxy stays
 */
record RedirectHandler(String location) implements Handler<RoutingContext> {
  private static final int PERMANENT_REDIRECT = 308;

  @Override
  public void handle(RoutingContext context) {
    context.response().setStatusCode(PERMANENT_REDIRECT).putHeader(HttpHeaders.LOCATION, location);
    Content.end(context.request(), Buffer.buffer());
  }
}
