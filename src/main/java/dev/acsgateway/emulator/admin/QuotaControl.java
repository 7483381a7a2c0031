package dev.acsgateway.emulator.admin;

import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.control.Quotas;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * {@code quotas}: {@code {"enabled":true,"window":"PT30S","limits":{"ISSUE":10}}}; each may be left
 * out.
 */
final class QuotaControl {
  private final Quotas quotas;

  QuotaControl(Quotas quotas) {
    this.quotas = quotas;
  }

  JsonObject show(JsonObject none) {
    JsonObject limits = new JsonObject();
    for (Operation operation : Operation.values()) {
      limits.put(operation.name(), quotas.limit(operation));
    }
    return new JsonObject()
        .put("enabled", quotas.enabled())
        .put("window", quotas.window().toString())
        .put("limits", limits);
  }

  JsonObject change(JsonObject body) {
    Duration window = Duration.parse(body.getString("window", quotas.window().toString()));
    for (String name : body.getJsonObject("limits", new JsonObject()).fieldNames()) {
      quotas.limit(Operation.valueOf(name), body.getJsonObject("limits").getInteger(name));
    }
    quotas.window(window);
    quotas.enable(body.getBoolean("enabled", quotas.enabled()));
    return show(body);
  }
}
