package dev.acsgateway.failure;

import java.time.Duration;

/** The gateway did not call ACS, since the call had to wait for too long. Nothing was sent. */
public abstract sealed class AcsNotAsked extends AcsFailure permits AcsQuota, AcsBusy, AcsSlow {
  private final Duration retryAfter;

  AcsNotAsked(String detail, Duration retryAfter) {
    super(detail);
    this.retryAfter = retryAfter;
  }

  /** When a repeat is worth it. */
  public final Duration retryAfter() {
    return retryAfter;
  }
}
