package dev.acsgateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Begins every answer, also that to a request which cannot be parsed: the request id, and the
 * headers that all answers carry.
 */
public final class CommonHeaders implements Handler<HttpServerRequest> {
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence CONTENT_SECURITY_POLICY =
      HttpHeaders.createOptimized("Content-Security-Policy");
  private static final CharSequence NOTHING =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");

  private static final CharSequence TRANSPORT_SECURITY =
      HttpHeaders.createOptimized("Strict-Transport-Security");
  private static final CharSequence ONE_YEAR = HttpHeaders.createOptimized("max-age=31536000");

  private final Supplier<String> ids;
  private final Supplier<CharSequence> date;
  private final boolean secure;
  private final BooleanSupplier leaving;
  private final BiConsumer<String, HttpServerResponse> begun;
  private final Handler<HttpServerRequest> next;

  /**
   * @param ids makes request ids
   * @param date the current value of the header {@code Date}
   * @param secure whether the listener speaks TLS
   * @param leaving whether the node is going away: connections are given up with their next answer
   * @param begun is told the id of each request, and what will answer it
   */
  CommonHeaders(
      Supplier<String> ids,
      Supplier<CharSequence> date,
      boolean secure,
      BooleanSupplier leaving,
      BiConsumer<String, HttpServerResponse> begun,
      Handler<HttpServerRequest> next) {
    this.ids = ids;
    this.date = date;
    this.secure = secure;
    this.leaving = leaving;
    this.begun = begun;
    this.next = next;
  }

  @Override
  public void handle(HttpServerRequest request) {
    @Nullable String theirs = request.getHeader(REQUEST_ID);
    String id = theirs != null && RequestIds.isSane(theirs) ? theirs : ids.get();
    request
        .response()
        .headers()
        .add(REQUEST_ID, id)
        .add(HttpHeaders.DATE, date.get())
        .add(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .add(CONTENT_TYPE_OPTIONS, NO_SNIFF)
        .add(CONTENT_SECURITY_POLICY, NOTHING);
    if (secure) {
      request.response().putHeader(TRANSPORT_SECURITY, ONE_YEAR);
    }
    if (leaving.getAsBoolean() && request.version() != HttpVersion.HTTP_2) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    begun.accept(id, request.response());
    next.handle(request);
  }

  /** The id of the request that this response answers. */
  public static String requestId(HttpServerResponse response) {
    return String.valueOf(response.headers().get(REQUEST_ID));
  }
}
