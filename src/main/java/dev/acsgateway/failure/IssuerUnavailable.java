package dev.acsgateway.failure;

import java.time.Duration;

/** A token cannot be checked, since its issuer's keys cannot be fetched. Says nothing about it. */
public final class IssuerUnavailable extends Failure {
  /** How long a client should wait before a repeat. */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final String reason;

  /**
   * @param reason what the connection or the answer said, for the log
   */
  public IssuerUnavailable(String reason) {
    super("The token cannot be checked right now, since its issuer's keys cannot be fetched.");
    this.reason = reason;
  }

  /** What the connection or the answer said, for the log. */
  public String reason() {
    return reason;
  }
}
