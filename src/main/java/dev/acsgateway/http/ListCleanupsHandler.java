package dev.acsgateway.http;

import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.failure.InvalidRequest;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** The newest clean-up jobs. */
record ListCleanupsHandler(CleanupService cleanups) implements Handler<RoutingContext> {
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 100;

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        cleanups.newest(limit(context)),
        context,
        jobs -> {
          List<JsonObject> items = jobs.stream().map(CleanupJson::of).toList();
          JsonAnswer.send(context, 200, new JsonObject().put("cleanups", new JsonArray(items)));
        });
  }

  private static int limit(RoutingContext context) {
    return Optional.ofNullable(context.request().getParam("limit"))
        .map(ListCleanupsHandler::parse)
        .orElse(DEFAULT_LIMIT);
  }

  private static int parse(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // answered below, as any other number that is not allowed
    }
    throw new InvalidRequest("limit", "limit must be a whole number from 1 to " + MAX_LIMIT + ".");
  }
}
