package dev.acsgateway.http.cleanup;

import dev.acsgateway.failure.CleanupNotFound;
import dev.acsgateway.http.RequestIds;
import io.vertx.ext.web.RoutingContext;

/** The job that a path names. */
final class CleanupId {
  private CleanupId() {}

  /**
   * @throws CleanupNotFound when no job could be named so
   */
  static String read(RoutingContext context) {
    String id = String.valueOf(context.pathParam("id"));
    if (!RequestIds.isSane(id)) {
      throw new CleanupNotFound();
    }
    return id;
  }
}
