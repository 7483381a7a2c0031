package dev.acsgateway.failure;

import java.time.Duration;

/** As many calls as this node makes at a time are under way, and as many as it lets wait do. */
public final class AcsBusy extends AcsNotAsked {
  /**
   * @param retryAfter when a repeat is worth it
   */
  public AcsBusy(Duration retryAfter) {
    super(
        "This node has as many calls to Azure Communication Services under way as it may.",
        retryAfter);
  }
}
