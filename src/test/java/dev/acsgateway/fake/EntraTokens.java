package dev.acsgateway.fake;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Entra ID tokens as far as the gateway reads them; nobody signed them. */
public final class EntraTokens {
  private EntraTokens() {}

  /** One that expires then. */
  public static String expiringAt(Instant expiry) {
    return withClaims(JsonObject.of("exp", expiry.getEpochSecond(), "oid", "user").encode());
  }

  /** One with this payload. */
  public static String withClaims(String payload) {
    return segment("{\"typ\":\"JWT\",\"alg\":\"RS256\"}")
        + "."
        + segment(payload)
        + "."
        + segment("entra-signature");
  }

  private static String segment(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
