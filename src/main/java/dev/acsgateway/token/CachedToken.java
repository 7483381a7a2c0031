package dev.acsgateway.token;

import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A token with all that decides whether it may be served.
 *
 * @param identity whose it is
 * @param token the token
 * @param issuedAt when the gateway received it
 * @param epoch the user's epoch at that time
 * @param issuedWith the fingerprint of the access key that ACS was asked with
 */
public record CachedToken(
    Identity identity, AccessToken token, Instant issuedAt, long epoch, String issuedWith) {
  public CachedToken {
    issuedAt = issuedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** How long the token still lives; negative once it has expired. */
  public Duration remaining(Instant now) {
    return Duration.between(now, token.expiresOn());
  }

  /** Its whole life, from issue to expiry. */
  public Duration life() {
    return Duration.between(issuedAt, token.expiresOn());
  }
}
