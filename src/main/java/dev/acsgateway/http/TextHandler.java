package dev.acsgateway.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * Answers with a text.
 *
 * @param mediaType what kind of text
 * @param text asked anew for every request
 */
record TextHandler(String mediaType, Supplier<Future<String>> text)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        text.get(),
        context,
        read -> {
          context.response().putHeader(HttpHeaders.CONTENT_TYPE, mediaType);
          Content.end(context.request(), Buffer.buffer(read));
        });
  }
}
