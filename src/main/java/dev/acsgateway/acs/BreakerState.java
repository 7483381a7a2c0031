package dev.acsgateway.acs;

/** Where the breaker of an operation stands. */
public enum BreakerState {
  /** Calls go through. */
  CLOSED,
  /** Calls are refused; so it says until the first call after the time is up. */
  OPEN,
  /** A few trial calls go through, others are refused. */
  HALF_OPEN
}
