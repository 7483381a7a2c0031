package dev.acsgateway.http.cleanup;

import dev.acsgateway.cleanup.CleanupFailure;
import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.http.JsonAnswer;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Who could not be deleted, and why, page by page. */
record CleanupFailuresHandler(CleanupService cleanups) implements Handler<RoutingContext> {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  @Override
  public void handle(RoutingContext context) {
    int offset = NumberParameter.read(context, "offset", 0, 0, Integer.MAX_VALUE);
    int limit = NumberParameter.read(context, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    JsonAnswer.when(
        new VisibleJobs(cleanups)
            .require(context)
            .compose(id -> cleanups.failures(id, offset, limit)),
        context,
        failures -> JsonAnswer.send(context, 200, json(failures, offset, limit)));
  }

  private static JsonObject json(List<CleanupFailure> failures, int offset, int limit) {
    JsonObject json =
        new JsonObject()
            .put("failures", new JsonArray(failures.stream().map(CandidateJson::of).toList()));
    return failures.size() < limit ? json : json.put("next", offset + failures.size());
  }
}
