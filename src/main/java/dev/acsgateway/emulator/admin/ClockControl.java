package dev.acsgateway.emulator.admin;

import dev.acsgateway.emulator.control.EmulatorClock;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * {@code clock}: {@code {"freeze":true|false,"set":"<instant>","advance":"PT1H"}}, in that order.
 */
final class ClockControl {
  private final EmulatorClock clock;

  ClockControl(EmulatorClock clock) {
    this.clock = clock;
  }

  JsonObject show(JsonObject none) {
    return new JsonObject()
        .put("now", clock.instant().toString())
        .put("frozen", clock.frozen())
        .put("base", clock.base().instant().toString());
  }

  JsonObject change(JsonObject body) {
    Instant set = body.containsKey("set") ? Instant.parse(body.getString("set")) : null;
    Duration advance = Duration.parse(body.getString("advance", "PT0S"));
    Boolean freeze = body.getBoolean("freeze");
    if (freeze != null) {
      if (freeze) {
        clock.freeze();
      } else {
        clock.run();
      }
    }
    if (set != null) {
      clock.set(set);
    }
    clock.advance(advance);
    return show(body);
  }

  JsonObject reset(JsonObject none) {
    clock.reset();
    return show(none);
  }
}
