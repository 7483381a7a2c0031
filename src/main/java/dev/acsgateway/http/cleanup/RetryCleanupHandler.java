package dev.acsgateway.http.cleanup;

import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.http.JsonAnswer;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Tries the failures of a completed clean-up job again. */
record RetryCleanupHandler(CleanupService cleanups) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        new VisibleJobs(cleanups).require(context).compose(cleanups::retry),
        context,
        job -> JsonAnswer.send(context, 202, CleanupJson.of(job, cleanups)));
  }
}
