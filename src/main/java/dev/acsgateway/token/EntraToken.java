package dev.acsgateway.token;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads an Entra ID token's expiry. Nothing is verified here: only what ACS has accepted in an
 * exchange is worth reading.
 */
final class EntraToken {
  private static final int SEGMENTS = 3;

  private EntraToken() {}

  /**
   * When the token expires, as its claim {@code exp} (RFC 7519, section 4.1.4) says; empty when
   * that cannot be read, as in an encrypted token.
   */
  static Optional<Instant> expiryOf(String jwt) {
    String[] segments = jwt.split("\\.", -1);
    if (segments.length != SEGMENTS) {
      return Optional.empty();
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(segments[1]);
      JsonObject claims = new JsonObject(new String(payload, StandardCharsets.UTF_8));
      return claims.getValue("exp") instanceof Number seconds
          ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
          : Optional.empty();
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }
}
