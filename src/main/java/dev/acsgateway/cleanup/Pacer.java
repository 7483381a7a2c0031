package dev.acsgateway.cleanup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Spreads deletions evenly. */
final class Pacer {
  private final Duration gap;
  private final InstantSource clock;
  private Instant next = Instant.MIN;

  /**
   * @param perSecond how many are allowed; empty for any number
   */
  Pacer(Optional<Double> perSecond, InstantSource clock) {
    this.gap = perSecond.map(rate -> Duration.ofNanos((long) (1e9 / rate))).orElse(Duration.ZERO);
    this.clock = clock;
  }

  /** How long the next one has to wait; it counts as made then. */
  synchronized Duration pause() {
    Instant now = clock.instant();
    // A clock that was set back must not hold the job up for as long.
    boolean ahead = next.isAfter(now) && !next.isAfter(now.plus(gap.multipliedBy(JobRun.BATCH)));
    Instant turn = ahead ? next : now;
    next = turn.plus(gap);
    return Duration.between(now, turn);
  }
}
