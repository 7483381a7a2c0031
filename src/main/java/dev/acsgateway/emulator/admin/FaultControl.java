package dev.acsgateway.emulator.admin;

import dev.acsgateway.emulator.control.Fault;
import dev.acsgateway.emulator.control.FaultRule;
import dev.acsgateway.emulator.control.Faults;
import dev.acsgateway.emulator.control.Operation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code faults}: {@code {"fault":"status","status":503,"retryAfter":"PT3S","body":"<html>…"}} or
 * {@code {"fault":"reset"|"hang"|"lostAnswer"|"truncatedBody"}}, with {@code
 * "operations":["ISSUE"]} (all unless given), {@code "times":3} (forever unless given) and {@code
 * "rate":0.1} (1 unless given).
 */
final class FaultControl {
  private final Faults faults;

  FaultControl(Faults faults) {
    this.faults = faults;
  }

  JsonObject show(JsonObject none) {
    JsonArray rules = new JsonArray();
    faults.rules().forEach(rule -> rules.add(rule.toString()));
    return new JsonObject().put("rules", rules);
  }

  JsonObject add(JsonObject body) {
    faults.add(
        new FaultRule(
            operations(body.getJsonArray("operations")),
            fault(body),
            body.getLong("times", FaultRule.FOREVER),
            body.getDouble("rate", 1.0)));
    return show(body);
  }

  JsonObject clear(JsonObject none) {
    faults.clear();
    return show(none);
  }

  private static Set<Operation> operations(@Nullable JsonArray names) {
    return names == null
        ? Arrays.stream(Operation.values()).collect(Collectors.toSet())
        : names.stream()
            .map(each -> Operation.valueOf(each.toString()))
            .collect(Collectors.toSet());
  }

  private static Fault fault(JsonObject body) {
    String retryAfter = body.getString("retryAfter");
    return switch (body.getString("fault", "")) {
      case "status" ->
          new Fault.Status(
              body.getInteger("status"),
              retryAfter == null ? null : Duration.parse(retryAfter),
              body.getString("body"));
      case "reset" -> Fault.reset();
      case "hang" -> Fault.hang();
      case "lostAnswer" -> Fault.lostAnswer();
      case "truncatedBody" -> Fault.truncatedBody();
      default ->
          throw new IllegalArgumentException(
              "a fault is status, reset, hang, lostAnswer or truncatedBody");
    };
  }
}
