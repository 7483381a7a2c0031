package dev.acsgateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Ends answers with their content. The answer to HEAD has the length that it would have, and no
 * content (RFC 9110, section 9.3.2).
 */
public final class Content {
  private Content() {}

  /** Ends the answer to this request. */
  public static void end(HttpServerRequest request, Buffer content) {
    HttpServerResponse response = request.response();
    if (isLeftOut(request)) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length())).end();
    } else {
      response.end(content);
    }
  }

  /** Returns whether the answer to this request must have no content. */
  public static boolean isLeftOut(HttpServerRequest request) {
    return HttpMethod.HEAD.equals(request.method());
  }
}
