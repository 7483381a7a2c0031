package dev.acsgateway.http;

import dev.acsgateway.cleanup.CleanupService;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The newest clean-up jobs. */
record ListCleanupsHandler(CleanupService cleanups) implements Handler<RoutingContext> {
  private static final PageLimit LIMIT = new PageLimit(20, 100);

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        cleanups.newest(LIMIT.read(context)),
        context,
        jobs -> {
          List<JsonObject> items = jobs.stream().map(CleanupJson::of).toList();
          JsonAnswer.send(context, 200, new JsonObject().put("cleanups", new JsonArray(items)));
        });
  }
}
