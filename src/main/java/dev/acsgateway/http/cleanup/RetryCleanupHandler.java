package dev.acsgateway.http.cleanup;

import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.JsonAnswer;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Tries the failures of a completed clean-up job again. */
record RetryCleanupHandler(CleanupService cleanups) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    AuthenticationHandler.caller(context).requireAccessToAllUsers();
    JsonAnswer.when(
        cleanups.retry(CleanupId.read(context)),
        context,
        job -> JsonAnswer.send(context, 202, CleanupJson.of(job, cleanups, context)));
  }
}
