package dev.acsgateway.http.cleanup;

import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.http.JsonAnswer;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** A job's progress as server-sent events, until the job is over. */
record CleanupEventsHandler(CleanupService cleanups) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        new VisibleJobs(cleanups).find(context),
        context,
        job -> new CleanupEventStream(cleanups, context).begin(job));
  }
}
