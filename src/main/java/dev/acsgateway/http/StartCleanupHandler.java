package dev.acsgateway.http;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.cleanup.CleanupRequest;
import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/** Starts a clean-up job. */
record StartCleanupHandler(CleanupService cleanups) implements Handler<RoutingContext> {
  private static final String USERS = "userIds";

  @Override
  public void handle(RoutingContext context) {
    CleanupRequest request = read(context);
    Caller caller = AuthenticationHandler.caller(context);
    request.users().forEach(caller::requireAccessTo);
    JsonAnswer.when(
        cleanups.start(request),
        context,
        job -> {
          context.response().putHeader(HttpHeaders.LOCATION, AdminRoutes.CLEANUPS + "/" + job.id());
          JsonAnswer.send(context, 202, CleanupJson.of(job));
        });
  }

  private static CleanupRequest read(RoutingContext context) {
    List<String> names =
        JsonFields.read(context, Set.of(USERS))
            .texts(USERS)
            .orElseThrow(() -> new InvalidRequest(USERS, "userIds is missing."));
    return new CleanupRequest(names.stream().map(UserId::new).toList());
  }
}
