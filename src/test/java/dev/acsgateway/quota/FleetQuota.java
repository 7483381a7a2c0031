package dev.acsgateway.quota;

import java.time.InstantSource;

/** The whole quota, counted in one place for a fleet that shares a JVM. */
public final class FleetQuota {
  private FleetQuota() {}

  /** Counts on this clock; lanes have their reserves, but do not wait for each other. */
  public static QuotaGovernor of(QuotaConfig config, InstantSource clock) {
    QuotaConfig whole =
        new QuotaConfig(
            config.enabled(),
            config.window(),
            config.spread(),
            config.permits(),
            config.lanes(),
            1.0);
    return new LocalQuotaGovernor(whole, clock);
  }
}
