package dev.acsgateway.cleanup;

import dev.acsgateway.quota.Lane;
import dev.acsgateway.quota.Operation;
import dev.acsgateway.quota.QuotaConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How fast identities can be deleted.
 *
 * @param allowedPerSecond what the quota leaves to clean-up; empty where there is no quota
 */
public record CleanupSpeed(Optional<Double> allowedPerSecond) {

  /** What the quota leaves to the lane of clean-up while nobody else deletes. */
  public static CleanupSpeed of(QuotaConfig quota) {
    double perSecond =
        quota.limit(Operation.DELETE, Lane.CLEANUP) * 1000.0 / quota.countedFor().toMillis();
    return new CleanupSpeed(quota.enabled() ? Optional.of(perSecond) : Optional.empty());
  }

  CleanupForecast forecast(CleanupJob job, Instant now) {
    Optional<Double> rate = job.ratePerSecond(now);
    boolean over = job.state().isFinal() && !job.request().dryRun();
    Optional<Duration> eta =
        rate.or(() -> expected(job.request()))
            .filter(perSecond -> !over && job.counts().left() > 0)
            .map(
                perSecond -> Duration.ofSeconds((long) Math.ceil(job.counts().left() / perSecond)));
    return new CleanupForecast(rate, eta);
  }

  private Optional<Double> expected(CleanupRequest request) {
    return Stream.of(allowedPerSecond, request.ratePerSecond())
        .flatMap(Optional::stream)
        .min(Double::compare);
  }
}
