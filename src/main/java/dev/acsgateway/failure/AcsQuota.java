package dev.acsgateway.failure;

import java.time.Duration;

/** No permit of the operation's quota is free in time: other calls of all nodes have used it up. */
public final class AcsQuota extends AcsNotAsked {
  /**
   * @param retryAfter when a repeat is worth it
   */
  public AcsQuota(Duration retryAfter) {
    super("The quota of Azure Communication Services is used up for the moment.", retryAfter);
  }
}
