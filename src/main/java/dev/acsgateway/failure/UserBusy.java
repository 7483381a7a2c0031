package dev.acsgateway.failure;

import java.time.Duration;

/**
 * Another change of this user (creation, revocation, deletion) is under way and did not end in
 * time.
 */
public final class UserBusy extends Failure {
  private final Duration retryAfter;

  /**
   * @param retryAfter when a repeat is worth it
   */
  public UserBusy(Duration retryAfter) {
    super("Another change of this user is under way; try again shortly.");
    this.retryAfter = retryAfter;
  }

  /** When a repeat is worth it. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
