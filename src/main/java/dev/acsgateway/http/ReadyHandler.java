package dev.acsgateway.http;

import dev.acsgateway.health.Health;
import dev.acsgateway.health.HealthReport;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Says whether this node should get traffic: 200 or 503. */
record ReadyHandler(Health health) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        health.check(),
        context,
        report ->
            JsonAnswer.send(context, report.readiness().takesTraffic() ? 200 : 503, json(report)));
  }

  /** The report as it is shown. */
  static JsonObject json(HealthReport report) {
    JsonObject checks = new JsonObject();
    report.checks().forEach((name, works) -> checks.put(name, works ? "up" : "down"));
    return new JsonObject().put("status", report.readiness().wireName()).put("checks", checks);
  }
}
