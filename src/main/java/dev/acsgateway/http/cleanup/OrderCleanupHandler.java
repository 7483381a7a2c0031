package dev.acsgateway.http.cleanup;

import dev.acsgateway.cleanup.CleanupOrder;
import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.http.JsonAnswer;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Pauses, resumes or cancels a clean-up job. */
record OrderCleanupHandler(CleanupService cleanups, CleanupOrder order)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        new VisibleJobs(cleanups).require(context).compose(id -> cleanups.order(id, order)),
        context,
        job -> JsonAnswer.send(context, 202, CleanupJson.of(job, cleanups)));
  }
}
