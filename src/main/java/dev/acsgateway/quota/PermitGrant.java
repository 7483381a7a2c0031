package dev.acsgateway.quota;

import java.time.Duration;

/**
 * What came of asking for permits.
 *
 * @param permits how many were granted, from none to all that were asked for; each stands for one
 *     call, to be made at once
 * @param pause how long to wait before the rest is asked for; zero when all were granted
 * @param stamp what the count calls the permits, for {@link QuotaGovernor#recount}
 */
public record PermitGrant(int permits, Duration pause, long stamp) {
  public PermitGrant {
    if (permits < 0 || pause.isNegative()) {
      throw new IllegalArgumentException("Neither permits nor a pause can be negative");
    }
  }

  /** All that was asked for. */
  public static PermitGrant all(int permits, long stamp) {
    return new PermitGrant(permits, Duration.ZERO, stamp);
  }
}
