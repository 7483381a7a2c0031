package dev.acsgateway.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Answers with the contract, whose server is where this listener is served. */
final class OpenApiHandler implements Handler<RoutingContext> {
  private static final String SERVER = "\nservers:\n  - url: /";

  private final String beforePrefix;
  private final String afterPrefix;
  private final Buffer whole;

  /**
   * @throws IllegalArgumentException if the contract does not name this listener as its server
   */
  OpenApiHandler(String contract) {
    int server = contract.indexOf(SERVER + "\n");
    if (server < 0) {
      throw new IllegalArgumentException("The contract's first server must be /");
    }
    int end = server + SERVER.length();
    this.beforePrefix = contract.substring(0, end - 1);
    this.afterPrefix = contract.substring(end);
    this.whole = Buffer.buffer(contract);
  }

  @Override
  public void handle(RoutingContext context) {
    String prefix = PrefixHandler.of(context);
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, OpenApiDocument.MEDIA_TYPE);
    StreamedContent.end(
        context, prefix.isEmpty() ? whole : Buffer.buffer(beforePrefix + prefix + afterPrefix));
  }
}
