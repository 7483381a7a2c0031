package dev.acsgateway.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Answers what is not HTTP, or too much of it, and closes the connection. */
final class UnparsableRequestHandler implements Handler<HttpServerRequest> {

  @Override
  public void handle(HttpServerRequest request) {
    request.response().putHeader("Connection", "close");
    ProblemWriter.write(request, problem(request.decoderResult().cause()));
    request.connection().close();
  }

  private static Problem problem(@Nullable Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Problem.of(ProblemType.URI_TOO_LONG, "The request line is longer than is allowed.");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return Problem.of(
          ProblemType.HEADERS_TOO_LARGE, "The headers are longer than is allowed, all together.");
    }
    return Problem.of(ProblemType.INVALID_REQUEST, "This is not valid HTTP.");
  }
}
