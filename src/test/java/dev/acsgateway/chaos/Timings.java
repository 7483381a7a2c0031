package dev.acsgateway.chaos;

import java.time.Duration;

/** What a node of this suite is configured with: short enough for disturbances to matter. */
final class Timings {
  static final Duration SILENCE = Duration.ofSeconds(1);
  static final Duration LEASE = Duration.ofSeconds(1);

  /** Two seconds more than the three below, as with the defaults: a busy ACS may act late. */
  static final Duration FLIGHT = Duration.ofSeconds(5);

  static final Duration ACS_TIMEOUT = Duration.ofMillis(800);
  static final Duration ACS_PATIENCE = Duration.ofSeconds(1);
  static final Duration PERMIT_WAIT = Duration.ofSeconds(1);

  static final Duration NEAR_MAX_AGE = Duration.ofSeconds(2);
  static final Duration DEADLINE = Duration.ofSeconds(5);

  /** Until a node that can reach Redis again does: a try with its pause, and one that was late. */
  static final Duration RECONNECT = SILENCE.multipliedBy(2).plusMillis(500);

  private Timings() {}
}
