package dev.acsgateway.failure;

import java.time.Duration;

/** Redis did not answer. The reason is for the log; clients learn only that they may try again. */
public final class StoreUnavailable extends Failure {
  /** How long a client should wait before a repeat: about the reconnect interval. */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final String reason;

  /**
   * @param reason what the connection said, for the log
   */
  public StoreUnavailable(String reason) {
    super("The token store is not reachable right now.");
    this.reason = reason;
  }

  /** What the connection said, for the log. */
  public String reason() {
    return reason;
  }
}
