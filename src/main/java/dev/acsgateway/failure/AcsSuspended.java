package dev.acsgateway.failure;

import java.time.Duration;

/** ACS failed so often that the gateway does not ask it for a moment. Nothing was sent. */
public final class AcsSuspended extends AcsFailure {
  private final Duration retryAfter;

  /**
   * @param retryAfter when ACS will be asked again
   */
  public AcsSuspended(Duration retryAfter) {
    super("Azure Communication Services is not available right now.");
    this.retryAfter = retryAfter;
  }

  /** When ACS will be asked again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
