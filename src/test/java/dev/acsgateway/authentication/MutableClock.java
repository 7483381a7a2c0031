package dev.acsgateway.authentication;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told to go on. */
public final class MutableClock implements InstantSource {
  private volatile Instant now;

  public MutableClock(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Goes on by this much. */
  public void advance(Duration by) {
    now = now.plus(by);
  }
}
