package dev.acsgateway.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** Answers with JSON. */
public final class JsonAnswer {
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  private JsonAnswer() {}

  /** Hands the result on, or fails the request, unless it has an answer by then. */
  public static <T> void when(Future<T> result, RoutingContext context, Consumer<T> answer) {
    result.onComplete(
        value -> {
          if (!context.response().ended() && !context.response().closed()) {
            accept(value, context, answer);
          }
        },
        context::fail);
  }

  /** What throws here is outside the router by now, which would fail the request otherwise. */
  private static <T> void accept(T value, RoutingContext context, Consumer<T> answer) {
    try {
      answer.accept(value);
    } catch (RuntimeException e) {
      context.fail(e);
    }
  }

  /** Answers with a JSON object. */
  public static void send(RoutingContext context, int status, JsonObject body) {
    context.response().setStatusCode(status);
    send(context.request(), body.toBuffer());
  }

  static void send(HttpServerRequest request, Buffer body) {
    request.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    Content.end(request, body);
  }
}
