package dev.acsgateway.cleanup;

import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.identity.TokenLifetime;
import java.time.Duration;

/** What a clean-up job is after. */
public sealed interface CleanupTarget {

  /**
   * Users to whom no token was issued for a time.
   *
   * @param olderThan that time; at least {@link #SHORTEST}
   */
  record Idle(Duration olderThan) implements CleanupTarget {
    /** The longest life of a token and an hour: who is idle for less may hold a live token. */
    public static final Duration SHORTEST =
        Duration.ofMinutes(TokenLifetime.MAX_MINUTES).plusHours(1);

    /**
     * @throws InvalidRequest when the time is too short
     */
    public Idle {
      if (olderThan.compareTo(SHORTEST) < 0) {
        throw new InvalidRequest(
            "olderThan",
            "olderThan is "
                + olderThan
                + ", but who is idle for less than "
                + SHORTEST
                + " may hold a token that is still good.");
      }
    }
  }

  /** Users and identities that were named one by one. */
  record Listed() implements CleanupTarget {}

  /** Identities that were made at ACS and that no user owns. */
  record Orphans() implements CleanupTarget {}
}
