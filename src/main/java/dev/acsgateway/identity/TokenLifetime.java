package dev.acsgateway.identity;

import dev.acsgateway.failure.InvalidRequest;

/**
 * How long a token is asked to live: 60 to 1440 minutes (ACS, {@code expiresInMinutes}, API
 * 2022-10-01 and later).
 *
 * @param minutes whole minutes
 */
public record TokenLifetime(int minutes) {
  /** The shortest life that ACS grants, in minutes. */
  public static final int MIN_MINUTES = 60;

  /** The longest life that ACS grants, in minutes. */
  public static final int MAX_MINUTES = 1440;

  /** What ACS grants when nothing is asked for. */
  public static final TokenLifetime DEFAULT = new TokenLifetime(MAX_MINUTES);

  /**
   * @throws InvalidRequest when outside 60 to 1440 minutes
   */
  public TokenLifetime {
    if (minutes < MIN_MINUTES || minutes > MAX_MINUTES) {
      throw new InvalidRequest(
          "expiresInMinutes", "expiresInMinutes is " + minutes + "; 60 to 1440 are allowed.");
    }
  }

  /** Whether this is what ACS grants when nothing is asked for, so that it need not be sent. */
  public boolean isDefault() {
    return minutes == MAX_MINUTES;
  }
}
