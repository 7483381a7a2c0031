package dev.acsgateway.token;

import java.time.Duration;

/** What came of asking for a flight. */
public sealed interface Takeoff {

  /** This node has the flight. */
  record Granted(Flight flight) implements Takeoff {}

  /** A token that landed in the meantime. */
  record Landed(CachedToken token) implements Takeoff {}

  /**
   * Another node has the flight, or the user is being revoked.
   *
   * @param atMost when that ends at the latest
   */
  record Held(Duration atMost) implements Takeoff {}
}
