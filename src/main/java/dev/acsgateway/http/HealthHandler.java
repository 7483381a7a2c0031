package dev.acsgateway.http;

import dev.acsgateway.health.Health;
import dev.acsgateway.http.stats.StatsHandler;
import dev.acsgateway.http.stats.StatsSection;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Says how each part of this node is. Always 200: whether the node should get traffic is {@link
 * ReadyHandler}'s affair.
 */
record HealthHandler(Health health, List<StatsSection> components)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        health
            .check()
            .compose(
                report ->
                    StatsHandler.collect(components)
                        .map(parts -> ReadyHandler.json(report).put("components", parts))),
        context,
        json -> JsonAnswer.send(context, 200, json));
  }
}
