package dev.acsgateway.acs;

import java.util.Locale;

/** Where the breaker of an operation stands. */
public enum BreakerState {
  /** Calls go through. */
  CLOSED(0),
  /** Calls are refused; so it says until the first call after the time is up. */
  OPEN(1),
  /** A few trial calls go through, others are refused. */
  HALF_OPEN(0.5);

  private final double openness;

  BreakerState(double openness) {
    this.openness = openness;
  }

  /** How much is refused: 0 for nothing, 1 for all. */
  public double openness() {
    return openness;
  }

  /** For example {@code half-open}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
