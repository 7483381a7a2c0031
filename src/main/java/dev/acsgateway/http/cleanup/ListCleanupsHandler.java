package dev.acsgateway.http.cleanup;

import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.http.JsonAnswer;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The newest clean-up jobs. */
record ListCleanupsHandler(CleanupService cleanups) implements Handler<RoutingContext> {
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        new VisibleJobs(cleanups)
            .newest(context, NumberParameter.read(context, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT)),
        context,
        jobs -> {
          List<JsonObject> items = jobs.stream().map(job -> CleanupJson.of(job, cleanups)).toList();
          JsonAnswer.send(context, 200, new JsonObject().put("cleanups", new JsonArray(items)));
        });
  }
}
