package dev.acsgateway.emulator.admin;

import dev.acsgateway.emulator.control.CallRecord;
import dev.acsgateway.emulator.control.Calls;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.control.Outcome;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** {@code calls}: counters by operation and outcome, and the latest calls. */
final class CallControl {
  private final Calls calls;

  CallControl(Calls calls) {
    this.calls = calls;
  }

  JsonObject show(JsonObject none) {
    JsonObject counts = new JsonObject();
    for (Operation operation : Operation.values()) {
      JsonObject row = new JsonObject();
      for (Outcome outcome : Outcome.values()) {
        row.put(outcome.name(), calls.count(operation, outcome));
      }
      counts.put(operation.name(), row);
    }
    JsonArray latest = new JsonArray();
    calls.latest().forEach(call -> latest.add(json(call)));
    return new JsonObject().put("total", calls.total()).put("counts", counts).put("latest", latest);
  }

  JsonObject reset(JsonObject none) {
    calls.reset();
    return show(none);
  }

  private static JsonObject json(CallRecord call) {
    return new JsonObject()
        .put("at", call.at().toString())
        .put("operation", call.operation() == null ? null : call.operation().name())
        .put("method", call.method())
        .put("target", call.target())
        .put("clientRequestId", call.clientRequestId())
        .put("traceparent", call.traceparent())
        .put("status", call.status())
        .put("outcome", call.outcome().name());
  }
}
