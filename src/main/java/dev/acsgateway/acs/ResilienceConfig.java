package dev.acsgateway.acs;

import dev.acsgateway.config.ConfigNode;

/** How calls to ACS are kept from making an outage worse, and callers from feeling a short one. */
public record ResilienceConfig(BreakerConfig breaker, RetryConfig retry) {

  /** Reads the sub-sections {@code breaker} and {@code retry} of the section {@code acs}. */
  public static ResilienceConfig from(ConfigNode acs) {
    return new ResilienceConfig(
        BreakerConfig.from(acs.section("breaker")), RetryConfig.from(acs.section("retry")));
  }
}
