package dev.acsgateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body up to a limit, if there is one, and lets none pass that is not JSON. With a body it
 * goes on to the handler that the router has next, without one to its own next: the same.
 */
final class JsonBodyHandler implements Handler<RoutingContext> {
  private static final String JSON = "application/json";

  private final BodyHandler reader;
  private final Handler<RoutingContext> next;

  /**
   * @param limit the longest body in bytes
   */
  JsonBodyHandler(int limit, Handler<RoutingContext> next) {
    this.next = next;
    this.reader = BodyHandler.create(false).setBodyLimit(limit);
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!mayHaveBody(request)) {
      next.handle(context);
      return;
    }
    ContentCodingHandler.require(request);
    List<String> types = request.headers().getAll(HttpHeaders.CONTENT_TYPE);
    if (types.isEmpty()
        ? isAnnounced(request)
        : !types.stream().allMatch(JsonBodyHandler::isJson)) {
      throw new HttpProblem(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "A body must have the content type " + JSON + ", in UTF-8.");
    }
    reader.handle(context);
  }

  /** In HTTP/2 and later a body needs no announcement, but none may follow a length of 0. */
  static boolean mayHaveBody(HttpServerRequest request) {
    return isAnnounced(request)
        || (request.version() == HttpVersion.HTTP_2
            && !request.isEnded()
            && !request.headers().contains(HttpHeaders.CONTENT_LENGTH));
  }

  private static boolean isAnnounced(HttpServerRequest request) {
    @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null
        ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        : !length.equals("0");
  }

  private static boolean isJson(String type) {
    if (type.equals(JSON)) {
      return true;
    }
    String[] parts = type.split(";", -1);
    return parts[0].strip().equalsIgnoreCase(JSON)
        && Arrays.stream(parts).skip(1).allMatch(JsonBodyHandler::isNoOtherCharset);
  }

  private static boolean isNoOtherCharset(String parameter) {
    int equals = parameter.indexOf('=');
    if (equals < 0 || !parameter.substring(0, equals).strip().equalsIgnoreCase("charset")) {
      return true;
    }
    String value = parameter.substring(equals + 1).strip().replace("\"", "");
    return value.equalsIgnoreCase("utf-8") || value.equalsIgnoreCase("utf8");
  }
}
