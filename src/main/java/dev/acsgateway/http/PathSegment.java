package dev.acsgateway.http;

import io.vertx.ext.web.RoutingContext;

/** The last part of a path. */
public final class PathSegment {
  private PathSegment() {}

  /** It, percent-decoded exactly once; fails as a user id in a path does. */
  public static String last(RoutingContext context) {
    String path = context.normalizedPath();
    return UserIdSegment.decode(path.substring(path.lastIndexOf('/') + 1));
  }
}
