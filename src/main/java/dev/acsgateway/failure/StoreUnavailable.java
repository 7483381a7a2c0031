package dev.acsgateway.failure;

import java.time.Duration;

/**
 * Redis did not do what it was asked for. The reason is for the log; clients learn only that they
 * may try again.
 */
public final class StoreUnavailable extends Failure {
  /** About the reconnect interval. */
  private static final Duration UNTIL_RECONNECTED = Duration.ofSeconds(1);

  /** Somebody has to make room, or bring a replica back. */
  private static final Duration UNTIL_WRITABLE = Duration.ofSeconds(5);

  private final String reason;
  private final Duration retryAfter;

  /**
   * Redis did not answer.
   *
   * @param reason what the connection said, for the log
   */
  public StoreUnavailable(String reason) {
    this("The token store is not reachable right now.", reason, UNTIL_RECONNECTED);
  }

  private StoreUnavailable(String detail, String reason, Duration retryAfter) {
    super(detail);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  /**
   * Redis answers, and takes no writes.
   *
   * @param reason what Redis said, for the log
   */
  public static StoreUnavailable refusingWrites(String reason) {
    return new StoreUnavailable(
        "The token store takes no changes right now.", reason, UNTIL_WRITABLE);
  }

  /** What the connection or Redis said, for the log. */
  public String reason() {
    return reason;
  }

  /** How long a client should wait before a repeat. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
