package dev.acsgateway.token;

import dev.acsgateway.identity.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A Teams user's ACS token with all that decides whether it may be served again.
 *
 * @param token the token
 * @param issuedAt when the gateway received it
 * @param entraExpiresOn when the Entra ID token ends that it was exchanged for
 * @param accessKey fingerprint of the ACS access key that it was made with; may be empty
 */
public record TeamsToken(
    AccessToken token, Instant issuedAt, Instant entraExpiresOn, String accessKey) {
  public TeamsToken {
    issuedAt = issuedAt.truncatedTo(ChronoUnit.MILLIS);
    entraExpiresOn = entraExpiresOn.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Until when it may be served again: as long as the Entra token lives, and as long as the
   * receiver is left with the minimum validity. May be before {@link #issuedAt()}.
   */
  public Instant servableUntil(Duration minimumValidity) {
    Instant latest = token.expiresOn().minus(minimumValidity);
    return latest.isBefore(entraExpiresOn) ? latest : entraExpiresOn;
  }

  /** Its whole life, from issue to expiry. */
  public Duration life() {
    return Duration.between(issuedAt, token.expiresOn());
  }
}
