package dev.acsgateway.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that runs like the system's, ahead or behind. */
public final class ShiftedClock implements InstantSource {
  private volatile Duration ahead;

  public ShiftedClock(Duration ahead) {
    this.ahead = ahead;
  }

  @Override
  public Instant instant() {
    return InstantSource.system().instant().plus(ahead);
  }

  /** Moves the clock forward, or back when the step is negative. */
  public void advance(Duration step) {
    ahead = ahead.plus(step);
  }
}
