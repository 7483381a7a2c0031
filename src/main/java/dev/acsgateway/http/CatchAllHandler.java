package dev.acsgateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Answers a request whose handlers throw outside the router, which Vert.x would only log. */
final class CatchAllHandler implements Handler<HttpServerRequest> {
  private final Handler<HttpServerRequest> next;

  CatchAllHandler(Handler<HttpServerRequest> next) {
    this.next = next;
  }

  @Override
  public void handle(HttpServerRequest request) {
    try {
      next.handle(request);
    } catch (RuntimeException e) {
      fail(request, e);
    }
  }

  static void fail(HttpServerRequest request, Throwable cause) {
    ProblemWriter.writeOrBreakOff(
        request, ProblemHandler.problem(cause, CommonHeaders.requestId(request.response())));
    if (!request.isEnded()) {
      request.handler(chunk -> {});
    }
  }
}
