package dev.acsgateway.failure;

import java.time.Duration;

/** The request's own deadline passed before there was an answer. */
public final class DeadlineExceeded extends Failure {
  /** How long a client should wait before a repeat. */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  public DeadlineExceeded() {
    super("The request's deadline passed before there was an answer.");
  }
}
