package dev.acsgateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * What happens to a body that nobody will read, since its request is already answered: it is thrown
 * away for a moment, so that the client can see the answer and a short body does not cost it the
 * connection; then the connection is closed.
 */
final class BodyDrainer {
  private static final long PATIENCE_MILLIS = 1_000;

  private BodyDrainer() {}

  static void discard(Vertx vertx, HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    long timer = vertx.setTimer(PATIENCE_MILLIS, passed -> closeUnlessEnded(request));
    request.handler(chunk -> {}).endHandler(end -> vertx.cancelTimer(timer)).resume();
  }

  private static void closeUnlessEnded(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.connection().close();
    }
  }
}
