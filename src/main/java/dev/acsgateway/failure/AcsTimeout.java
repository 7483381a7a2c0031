package dev.acsgateway.failure;

import java.time.Duration;

/** ACS did not answer in time; whether it acted is unknown. */
public final class AcsTimeout extends AcsFailure {
  /** How long a client should wait before a repeat. */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  public AcsTimeout() {
    super("Azure Communication Services did not answer in time.");
  }
}
