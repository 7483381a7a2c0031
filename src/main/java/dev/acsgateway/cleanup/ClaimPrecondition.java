package dev.acsgateway.cleanup;

import java.time.Instant;

/** What must still hold of a user at the last moment before its identity is deleted. */
public sealed interface ClaimPrecondition {

  /**
   * No token was issued after {@code cutoff}, and none is being issued.
   *
   * @param cutoff old enough that every token from before has run out
   */
  record IdleSince(Instant cutoff) implements ClaimPrecondition {}

  /**
   * The identity was not made later: whoever came back since has a new one, which stays.
   *
   * @param instant when the job was asked for
   */
  record MadeBefore(Instant instant) implements ClaimPrecondition {}
}
