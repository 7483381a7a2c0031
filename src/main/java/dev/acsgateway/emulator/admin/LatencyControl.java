package dev.acsgateway.emulator.admin;

import dev.acsgateway.emulator.control.Latencies;
import dev.acsgateway.emulator.control.Latency;
import dev.acsgateway.emulator.control.Operation;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * {@code latency}: {@code {"operation":"ISSUE","fixed":"PT0.1S"}}, or {@code
 * "uniform":["PT0S","PT1S"]}, or {@code "logNormal":"PT0.05S","sigma":0.5}; without an operation it
 * is for all.
 */
final class LatencyControl {
  private final Latencies latencies;

  LatencyControl(Latencies latencies) {
    this.latencies = latencies;
  }

  JsonObject show(JsonObject none) {
    JsonObject all = new JsonObject();
    for (Operation operation : Operation.values()) {
      all.put(operation.name(), latencies.get(operation).toString());
    }
    return all;
  }

  JsonObject change(JsonObject body) {
    Latency latency = latency(body);
    if (body.containsKey("operation")) {
      latencies.set(Operation.valueOf(body.getString("operation")), latency);
    } else {
      latencies.setAll(latency);
    }
    return show(body);
  }

  JsonObject clear(JsonObject none) {
    latencies.clear();
    return show(none);
  }

  private static Latency latency(JsonObject body) {
    if (body.containsKey("fixed")) {
      return Latency.fixed(Duration.parse(body.getString("fixed")));
    }
    if (body.containsKey("uniform")) {
      return Latency.uniform(
          Duration.parse(body.getJsonArray("uniform").getString(0)),
          Duration.parse(body.getJsonArray("uniform").getString(1)));
    }
    if (body.containsKey("logNormal")) {
      return Latency.logNormal(
          Duration.parse(body.getString("logNormal")), body.getDouble("sigma", 0.5));
    }
    throw new IllegalArgumentException("a latency is fixed, uniform or logNormal");
  }
}
