package dev.acsgateway.emulator.admin;

import dev.acsgateway.emulator.control.EmulatorControls;
import dev.acsgateway.emulator.control.Introspection;
import dev.acsgateway.emulator.control.TokenPolicy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * {@code tokens}: {@code {"encrypted":true,"revocationDelay":"PT5M"}}; {@code introspect}: {@code
 * {"token"}}; {@code teams-token}: {@code {"appId","userId","lifetime":"PT1H"}}.
 */
final class TokenControl {
  private final EmulatorControls controls;

  TokenControl(EmulatorControls controls) {
    this.controls = controls;
  }

  JsonObject show(JsonObject none) {
    TokenPolicy policy = controls.tokenPolicy();
    return new JsonObject()
        .put("encrypted", policy.encrypted())
        .put("revocationDelay", policy.revocationDelay().toString());
  }

  JsonObject change(JsonObject body) {
    TokenPolicy policy = controls.tokenPolicy();
    policy.revocationDelay(
        Duration.parse(body.getString("revocationDelay", policy.revocationDelay().toString())));
    policy.encrypted(body.getBoolean("encrypted", policy.encrypted()));
    return show(body);
  }

  JsonObject introspect(JsonObject body) {
    Introspection found = controls.introspect(body.getString("token", ""));
    JsonObject json =
        new JsonObject().put("active", found.active()).put("state", found.state().name());
    found
        .claims()
        .ifPresent(
            claims ->
                json.put("identity", claims.identity())
                    .put("scopes", new JsonArray(claims.scopes()))
                    .put("resource", claims.resource().toString())
                    .put("issuedAt", Instant.ofEpochSecond(claims.issuedAt()).toString())
                    .put("expiresAt", Instant.ofEpochSecond(claims.expiresAt()).toString()));
    return json;
  }

  JsonObject teamsToken(JsonObject body) {
    String token =
        controls
            .teamsUsers()
            .make(
                UUID.fromString(body.getString("appId")),
                UUID.fromString(body.getString("userId")),
                Duration.parse(body.getString("lifetime", "PT1H")));
    return new JsonObject().put("token", token);
  }
}
