package dev.acsgateway.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;

/** Answers with a problem. */
final class ProblemWriter {
  private static final CharSequence MEDIA_TYPE =
      HttpHeaders.createOptimized("application/problem+json");
  private static final CharSequence WWW_AUTHENTICATE =
      HttpHeaders.createOptimized("WWW-Authenticate");
  private static final String CHALLENGE = "Bearer realm=\"acs-token-gateway\"";

  /** RFC 9113, section 7. */
  private static final long INTERNAL_ERROR = 2;

  private ProblemWriter() {}

  /** Answers, unless the request has an answer or its client is gone. */
  static void write(HttpServerRequest request, Problem problem) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.closed()) {
      return;
    }
    if (problem.type() == ProblemType.UNAUTHENTICATED) {
      response.putHeader(WWW_AUTHENTICATE, challenge(request));
    }
    problem
        .retryAfterSeconds()
        .ifPresent(seconds -> response.putHeader(HttpHeaders.RETRY_AFTER, seconds.toString()));
    response.setStatusCode(problem.type().status()).putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
    Content.end(request, problem.toBody(CommonHeaders.requestId(response)));
  }

  /** The same; where an answer has begun already, the client sees that it does not end. */
  static void writeOrBreakOff(HttpServerRequest request, Problem problem) {
    HttpServerResponse response = request.response();
    if (!response.headWritten()) {
      write(request, problem);
    } else if (!response.ended() && !response.closed()) {
      breakOff(request);
    }
  }

  /** What a client does not read must not keep the connection open. */
  private static void breakOff(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset(INTERNAL_ERROR);
    } else if (request.connection() instanceof HttpServerConnection connection) {
      connection.channelHandlerContext().flush();
      var unused = connection.channelHandlerContext().pipeline().firstContext().close();
    }
  }

  /** RFC 6750 section 3.1: no error code where no credential was shown. */
  private static String challenge(HttpServerRequest request) {
    return Credentials.areIn(request) ? CHALLENGE + ", error=\"invalid_token\"" : CHALLENGE;
  }
}
