package dev.acsgateway.redis;

import dev.acsgateway.config.Secret;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * An Entra ID access token, which Azure's Redis takes for a password.
 *
 * @param expiresAt when it ends
 */
public record EntraToken(Secret value, Instant expiresAt) {
  private static final int PARTS = 3;

  /**
   * The object id of whom the token was issued to, which Azure's Redis takes for the user name.
   *
   * @throws IllegalArgumentException if the token names none
   */
  String objectId() {
    String[] parts = value.value().split("\\.", -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("is not a JWT; set redis.username to its object id");
    }
    return claim(parts[1], "oid")
        .orElseThrow(
            () ->
                new IllegalArgumentException("names no object id (oid); set redis.username to it"));
  }

  private static Optional<String> claim(String payload, String name) {
    try {
      String json = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
      return Optional.ofNullable(new JsonObject(json).getValue(name))
          .filter(String.class::isInstance)
          .map(String.class::cast);
    } catch (IllegalArgumentException | DecodeException e) {
      return Optional.empty();
    }
  }
}
