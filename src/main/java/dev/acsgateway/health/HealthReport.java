package dev.acsgateway.health;

import java.util.Map;

/**
 * What the probes found.
 *
 * @param readiness all told
 * @param checks by probe, whether it works
 */
public record HealthReport(Readiness readiness, Map<String, Boolean> checks) {
  public HealthReport {
    checks = Map.copyOf(checks);
  }
}
