package dev.acsgateway.emulator.admin;

import dev.acsgateway.emulator.control.EmulatorControls;
import dev.acsgateway.emulator.state.AcsResource;
import dev.acsgateway.emulator.state.KeySlot;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * {@code keys}: every resource with its access keys; {@code POST
 * {"resource":"<guid>","slot":"PRIMARY"}} regenerates one, of the first resource unless named.
 */
final class KeyControl {
  private final EmulatorControls controls;

  KeyControl(EmulatorControls controls) {
    this.controls = controls;
  }

  JsonObject show(JsonObject none) {
    JsonArray resources = new JsonArray();
    for (AcsResource resource : controls.resources()) {
      resources.add(
          new JsonObject()
              .put("resource", resource.id().toString())
              .put("identities", resource.size())
              .put("primary", resource.key(KeySlot.PRIMARY).secret())
              .put("secondary", resource.key(KeySlot.SECONDARY).secret()));
    }
    return new JsonObject().put("resources", resources);
  }

  JsonObject regenerate(JsonObject body) {
    String first = controls.resources().getFirst().id().toString();
    controls.regenerateKey(
        UUID.fromString(body.getString("resource", first)),
        KeySlot.valueOf(body.getString("slot", "PRIMARY")));
    return show(body);
  }
}
