package dev.acsgateway.http.cleanup;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.authentication.UserPattern;
import dev.acsgateway.cleanup.CleanupJob;
import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.failure.CleanupNotFound;
import dev.acsgateway.http.AuthenticationHandler;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * The clean-up jobs that a caller may see and control: those whose starter could act for none but
 * the caller's own users. To anyone else there is no such job.
 */
record VisibleJobs(CleanupService cleanups) {

  /** Returns the job that the path names. Fails with {@link CleanupNotFound}. */
  Future<CleanupJob> find(RoutingContext context) {
    Caller caller = AuthenticationHandler.caller(context);
    return cleanups.find(CleanupId.read(context)).map(job -> requireVisible(caller, job));
  }

  /**
   * Returns the id that the path names, once the caller may see that job. A caller who may act for
   * every user costs no look-up. Fails with {@link CleanupNotFound}.
   */
  Future<String> require(RoutingContext context) {
    return AuthenticationHandler.caller(context).coversAllUsers()
        ? Future.succeededFuture(CleanupId.read(context))
        : find(context).map(CleanupJob::id);
  }

  /** Returns the newest jobs, newest first. */
  Future<List<CleanupJob>> newest(RoutingContext context, int limit) {
    Caller caller = AuthenticationHandler.caller(context);
    return caller.coversAllUsers()
        ? cleanups.newest(limit)
        : cleanups.newest(limit, job -> isVisible(caller, job));
  }

  private static CleanupJob requireVisible(Caller caller, CleanupJob job) {
    if (!isVisible(caller, job)) {
      throw new CleanupNotFound();
    }
    return job;
  }

  private static boolean isVisible(Caller caller, CleanupJob job) {
    return caller.coversAllUsers() || caller.covers(new UserPattern(job.request().users()));
  }
}
