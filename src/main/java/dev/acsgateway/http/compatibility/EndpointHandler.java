package dev.acsgateway.http.compatibility;

import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.Content;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;

/**
 * Where the chat hero finds ACS.
 *
 * @param acs the endpoint of the ACS resource
 */
public record EndpointHandler(URI acs) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    AuthenticationHandler.caller(context).requireSelf();
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
    Content.end(context.request(), Buffer.buffer(acs.toString()));
  }
}
