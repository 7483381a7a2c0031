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
    List<Future<JsonObject>> figures =
        sections.stream().map(section -> section.figures().get()).toList();
    JsonAnswer.when(
        Future.all(figures).map(all -> json(all.list())),
        context,
        json -> JsonAnswer.send(context, 200, json));
  }

  private JsonObject json(List<JsonObject> figures) {
    JsonObject json = new JsonObject();
    for (int i = 0; i < figures.size(); i++) {
      json.put(sections.get(i).name(), figures.get(i));
    }
    return json;
  }
}
