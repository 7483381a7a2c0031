package dev.acsgateway.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Lets only paths pass that mean what they say. The router drops empty and dot segments (RFC 3986,
 * section 5.2.4), so that {@code DELETE /v1/users//tokens}, a revocation for nobody, would erase
 * the user {@code tokens}.
 */
final class PathNormalizationGuard implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    String path = String.valueOf(context.request().path());
    Optional<String> normal = normalized(context);
    if (normal.isEmpty()) {
      context.fail(400);
    } else if (!path.equals(normal.get()) && slashes(path) != slashes(normal.get())) {
      context.fail(404);
    } else {
      context.next();
    }
  }

  private static Optional<String> normalized(RoutingContext context) {
    try {
      return Optional.of(context.normalizedPath());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int slashes(String path) {
    int count = 0;
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '/') {
        count++;
      }
    }
    return count;
  }
}
