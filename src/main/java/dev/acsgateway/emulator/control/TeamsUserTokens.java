package dev.acsgateway.emulator.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The Entra ID access tokens of Teams users, as far as an exchange looks at them.
 *
 * <p>The emulator cannot check Microsoft's signature, so any JWT counts that has {@code appid} (or
 * {@code azp}), {@code oid} and an {@code exp} later than the emulator's clock.
 */
public final class TeamsUserTokens {
  private final InstantSource clock;

  public TeamsUserTokens(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * What an exchange compares.
   *
   * @param expiresAt epoch seconds
   */
  public record Claims(String appId, String userId, long expiresAt) {}

  /** Makes a token that the emulator accepts for that application and user. */
  public String make(UUID appId, UUID userId, Duration lifetime) {
    long now = Math.floorDiv(clock.millis(), 1000);
    JsonObject payload =
        new JsonObject()
            .put("aud", "https://auth.msft.communication.azure.com")
            .put("iat", now)
            .put("exp", now + lifetime.toSeconds())
            .put("appid", appId.toString())
            .put("oid", userId.toString())
            .put("scp", "Teams.ManageCalls Teams.ManageChats");
    JsonObject header = new JsonObject().put("typ", "JWT").put("alg", "RS256");
    return segment(header.encode()) + '.' + segment(payload.encode()) + '.' + segment("unsigned");
  }

  /** Reads a token; empty if it is none or expired. */
  public Optional<Claims> read(String token) {
    String[] segments = token.split("\\.", -1);
    if (segments.length != 3) {
      return Optional.empty();
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(segments[1]);
      JsonObject json = new JsonObject(new String(payload, UTF_8));
      String appId = json.getString("appid", json.getString("azp"));
      String userId = UUID.fromString(json.getString("oid")).toString();
      long expiresAt = json.getLong("exp");
      return appId != null && clock.millis() < expiresAt * 1000
          ? Optional.of(new Claims(appId, userId, expiresAt))
          : Optional.empty();
    } catch (RuntimeException malformed) {
      return Optional.empty();
    }
  }

  private static String segment(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
