package dev.acsgateway.failure;

import java.time.Duration;

/** ACS answered 429: the quota of the operation is used up. */
public final class AcsThrottled extends AcsFailure {
  private final Duration retryAfter;

  /**
   * @param retryAfter what ACS asked for, or a default where it named nothing
   */
  public AcsThrottled(Duration retryAfter) {
    super("Azure Communication Services answers that its quota is used up.");
    this.retryAfter = retryAfter;
  }

  /** When the operation opens again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
