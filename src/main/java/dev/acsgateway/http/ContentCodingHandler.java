package dev.acsgateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Lets only bodies pass that are sent as they are: a short one could unfold to any length. */
record ContentCodingHandler(Handler<RoutingContext> next) implements Handler<RoutingContext> {
  private static final String IDENTITY = "identity";

  @Override
  public void handle(RoutingContext context) {
    require(context.request());
    next.handle(context);
  }

  /**
   * Makes sure that the body of this request has no coding.
   *
   * @throws HttpProblem if it has one
   */
  static void require(HttpServerRequest request) {
    for (String codings : request.headers().getAll(HttpHeaders.CONTENT_ENCODING)) {
      for (String coding : codings.split(",", -1)) {
        if (!coding.isBlank() && !coding.strip().equalsIgnoreCase(IDENTITY)) {
          request.response().putHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
          throw new HttpProblem(
              ProblemType.UNSUPPORTED_MEDIA_TYPE,
              "A body must be sent as it is, without Content-Encoding.");
        }
      }
    }
  }
}
