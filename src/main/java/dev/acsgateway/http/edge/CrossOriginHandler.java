package dev.acsgateway.http.edge;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of the listed origins read answers. A page of any other origin is answered like no
 * page at all, so that its browser shows it nothing; credentials are sent by hand here, never by
 * itself.
 */
public final class CrossOriginHandler implements Handler<RoutingContext> {
  private static final int PREFLIGHT_SECONDS = 3600;

  private final Set<String> origins;
  private final CorsHandler allowed;

  /**
   * @param origins each as a browser writes it, for example {@code https://app.example.com}
   */
  public CrossOriginHandler(List<String> origins) {
    this.origins = Set.copyOf(origins);
    this.allowed =
        CorsHandler.create()
            .addOrigins(List.copyOf(this.origins))
            .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.DELETE))
            .allowedHeaders(Set.of("Authorization", "Content-Type", "X-API-Key", "X-Request-Id"))
            .exposedHeaders(
                Set.of(
                    "X-Request-Id",
                    "Cache-Status",
                    "Retry-After",
                    "RateLimit-Limit",
                    "RateLimit-Remaining",
                    "RateLimit-Reset"))
            .maxAgeSeconds(PREFLIGHT_SECONDS);
  }

  @Override
  public void handle(RoutingContext context) {
    context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    @Nullable String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    if (origin != null && origins.contains(origin)) {
      allowed.handle(context);
    } else {
      context.next();
    }
  }
}
