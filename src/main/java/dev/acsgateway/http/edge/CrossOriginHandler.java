package dev.acsgateway.http.edge;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of the listed origins read answers. A page of any other origin is answered like no
 * page at all, so that its browser shows it nothing. Credentials are sent by the page's own script,
 * never by the browser.
 *
 * <p>Not vertx-web's {@code CorsHandler}, which says {@code Vary} on some answers only, and leaves
 * what others have said there.
 */
public final class CrossOriginHandler implements Handler<RoutingContext> {
  private static final String PREFLIGHT_SECONDS = "3600";

  /** What the steps before every route read; the two last are W3C Trace Context. */
  private static final Set<String> READ_BY_ALL =
      Set.of(
          "Authorization",
          "Content-Type",
          "X-API-Key",
          "X-Request-Id",
          "traceparent",
          "tracestate");

  /** What answers have that scripts may not read unless they are told so (Fetch, section 2.2.2). */
  private static final Set<String> EXPOSED =
      Set.of(
          "X-Request-Id",
          "Cache-Status",
          "Retry-After",
          "RateLimit-Limit",
          "RateLimit-Remaining",
          "RateLimit-Reset",
          "Location",
          "ETag",
          "WWW-Authenticate",
          "Allow",
          "Date");

  private final Set<String> origins;
  private final String methods;
  private final String read;
  private final String exposed = joined(EXPOSED.stream());

  /**
   * @param origins each as a browser writes it, for example {@code https://app.example.com}
   * @param methods the methods that routes have
   * @param headers the request headers that single routes read
   */
  public CrossOriginHandler(List<String> origins, Set<HttpMethod> methods, Set<String> headers) {
    this.origins = Set.copyOf(origins);
    this.methods = joined(methods.stream().map(HttpMethod::name));
    this.read = joined(Stream.concat(READ_BY_ALL.stream(), headers.stream()));
  }

  private static String joined(Stream<String> names) {
    return names.distinct().sorted().collect(Collectors.joining(", "));
  }

  @Override
  public void handle(RoutingContext context) {
    Vary.add(context.response(), HttpHeaders.ORIGIN);
    @Nullable String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    if (origin == null || !origins.contains(origin)) {
      context.next();
      return;
    }
    context.response().putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    if (isPreflight(context.request())) {
      context
          .response()
          .setStatusCode(204)
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods)
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, read)
          .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS)
          .end();
    } else {
      context.response().putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
      context.next();
    }
  }

  private static boolean isPreflight(HttpServerRequest request) {
    return request.method().equals(HttpMethod.OPTIONS)
        && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }
}
