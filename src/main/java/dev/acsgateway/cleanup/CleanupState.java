package dev.acsgateway.cleanup;

import java.util.Locale;

/** Where a clean-up job stands. */
public enum CleanupState {
  /** It waits for a node. */
  QUEUED,
  /** Its candidates are being listed. */
  PLANNING,
  /** Its candidates are being deleted. */
  RUNNING,
  /** It pauses as soon as what is in hand is finished. */
  PAUSING,
  PAUSED,
  /** It ends as soon as what is in hand is finished. */
  CANCELLING,
  CANCELLED,
  COMPLETED;

  /** The state's name in the store and in answers: lower case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The inverse of {@link #wireName()}. */
  public static CleanupState of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }

  /** Whether nothing more will happen to it, unless its failures are tried again. */
  public boolean isFinal() {
    return this == COMPLETED || this == CANCELLED;
  }
}
