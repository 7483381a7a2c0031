package dev.acsgateway.token;

import java.time.Duration;

/** What came of asking for a flight. */
public sealed interface LeaseResult {

  /** This node has the flight. */
  record Acquired(IssueLease flight) implements LeaseResult {}

  /** A token that landed in the meantime. */
  record AlreadyIssued(CachedToken token) implements LeaseResult {}

  /**
   * Another node has the flight, or the user is being revoked.
   *
   * @param atMost when that ends at the latest
   */
  record HeldElsewhere(Duration atMost) implements LeaseResult {}
}
