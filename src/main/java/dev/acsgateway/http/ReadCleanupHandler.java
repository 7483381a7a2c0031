package dev.acsgateway.http;

import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.failure.CleanupNotFound;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** A clean-up job as it stands. */
record ReadCleanupHandler(CleanupService cleanups) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    String id = String.valueOf(context.pathParam("id"));
    if (!RequestIds.isSane(id)) {
      throw new CleanupNotFound();
    }
    JsonAnswer.when(
        cleanups.find(id), context, job -> JsonAnswer.send(context, 200, CleanupJson.of(job)));
  }
}
