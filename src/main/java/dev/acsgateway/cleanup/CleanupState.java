package dev.acsgateway.cleanup;

import java.util.Locale;

/** Where a clean-up job stands. */
public enum CleanupState {
  QUEUED,
  RUNNING,
  PAUSED,
  COMPLETED,
  CANCELLED;

  /** The state's name in the store and in answers: lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The inverse of {@link #wireName()}. */
  public static CleanupState of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
