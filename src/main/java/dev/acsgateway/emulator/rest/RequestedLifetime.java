package dev.acsgateway.emulator.rest;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Reads and checks how long a token is to live: 60 to 1440 minutes, 1440 unless asked [S]. */
final class RequestedLifetime {
  private static final String FIELD = "expiresInMinutes";
  private static final Duration DEFAULT = Duration.ofDays(1);

  private RequestedLifetime() {}

  /** The lifetime; versions before 2022-10-01 do not know the field. */
  static Duration of(JsonObject body, ApiVersion version) {
    Object value = body.getValue(FIELD);
    if (value == null || !version.takesExpiry()) {
      return DEFAULT;
    }
    if (!(value instanceof Integer minutes) || minutes < 60 || minutes > 1440) {
      throw ApiFailure.invalid(
          "ExpiresInMinutes value "
              + value
              + " is invalid. Value must be within the [60, 1440] interval.",
          "ExpiresInMinutes");
    }
    return Duration.ofMinutes(minutes);
  }
}
