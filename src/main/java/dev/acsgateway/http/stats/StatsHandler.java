package dev.acsgateway.http.stats;

import dev.acsgateway.http.JsonAnswer;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Every section's figures in one answer. */
public record StatsHandler(List<StatsSection> sections) implements Handler<RoutingContext> {

  public StatsHandler {
    sections = List.copyOf(sections);
  }

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(collect(sections), context, json -> JsonAnswer.send(context, 200, json));
  }

  /** Every section's figures, under its name. */
  public static Future<JsonObject> collect(List<StatsSection> sections) {
    List<Future<JsonObject>> figures =
        sections.stream().map(section -> section.figures().get()).toList();
    return Future.all(figures).map(all -> json(sections, all.list()));
  }

  private static JsonObject json(List<StatsSection> sections, List<JsonObject> figures) {
    JsonObject json = new JsonObject();
    for (int i = 0; i < figures.size(); i++) {
      json.put(sections.get(i).name(), figures.get(i));
    }
    return json;
  }
}
