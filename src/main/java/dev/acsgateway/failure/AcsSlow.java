package dev.acsgateway.failure;

import java.time.Duration;

/** The calls that this node may make at a time are all under way, and ACS does not answer them. */
public final class AcsSlow extends AcsNotAsked {
  /**
   * @param retryAfter when a repeat is worth it
   */
  public AcsSlow(Duration retryAfter) {
    super("Azure Communication Services does not answer the calls that are under way.", retryAfter);
  }
}
