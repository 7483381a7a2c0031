package dev.acsgateway.identity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A token that ACS issued. The gateway never parses it: "the token format can change and isn't part
 * of the official API contract".
 *
 * @param value the token itself: a secret, kept out of {@link #toString()}
 * @param expiresOn when ACS stops accepting it, rounded down to milliseconds
 */
public record AccessToken(String value, Instant expiresOn) {
  public AccessToken {
    if (value.isBlank()) {
      throw new IllegalArgumentException("An access token cannot be blank");
    }
    expiresOn = expiresOn.truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public String toString() {
    return "AccessToken[redacted, expiresOn=" + expiresOn + "]";
  }
}
