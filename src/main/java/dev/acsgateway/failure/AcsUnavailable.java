package dev.acsgateway.failure;

import java.time.Duration;

/** ACS cannot be reached or answers 5xx, or the gateway stopped asking it for a moment. */
public final class AcsUnavailable extends AcsFailure {
  private final String reason;
  private final Duration retryAfter;

  /**
   * @param reason what the connection or the answer said, for the log
   * @param retryAfter when a repeat is worth it
   */
  public AcsUnavailable(String reason, Duration retryAfter) {
    super("Azure Communication Services is not available right now.");
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /** What the connection or the answer said, for the log. */
  public String reason() {
    return reason;
  }

  /** When a repeat is worth it. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
