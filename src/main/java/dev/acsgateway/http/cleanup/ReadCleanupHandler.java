package dev.acsgateway.http.cleanup;

import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.http.JsonAnswer;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** A clean-up job as it stands. */
record ReadCleanupHandler(CleanupService cleanups) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        new VisibleJobs(cleanups).find(context),
        context,
        job -> JsonAnswer.send(context, 200, CleanupJson.of(job, cleanups)));
  }
}
