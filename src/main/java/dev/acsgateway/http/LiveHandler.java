package dev.acsgateway.http;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Says that the process lives; that it can answer is all the proof there is. */
final class LiveHandler implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.send(context, 200, new JsonObject().put("status", "live"));
  }
}
