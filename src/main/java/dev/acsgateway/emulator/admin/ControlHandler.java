package dev.acsgateway.emulator.admin;

import io.vertx.core.json.JsonObject;

/** One control. */
interface ControlHandler {

  /**
   * Does what the body asks and tells how things stand then.
   *
   * @throws RuntimeException if the body makes no sense; its message goes to the client
   */
  JsonObject handle(JsonObject body);
}
