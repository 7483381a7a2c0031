package dev.acsgateway.failure;

import java.time.Duration;

/** The caller is over a limit of the gateway itself. */
public final class RateLimited extends Failure {
  private final Duration retryAfter;

  /**
   * @param detail which limit
   * @param retryAfter when the next request will be let through
   */
  public RateLimited(String detail, Duration retryAfter) {
    super(detail);
    this.retryAfter = retryAfter;
  }

  /** When the next request will be let through. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
