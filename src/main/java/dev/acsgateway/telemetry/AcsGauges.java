package dev.acsgateway.telemetry;

import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What may be asked of ACS, by operation: {@code acsgw_acs_quota_remaining}, calls that the top
 * lane could make right now, and {@code acsgw_acs_breaker_open}, 1 while calls are refused, 0.5
 * while some are tried, else 0.
 */
final class AcsGauges {
  private final Map<String, Integer> remaining = new ConcurrentHashMap<>();
  private final Supplier<Future<Map<String, Integer>>> reading;
  private final Registrations meters;

  /**
   * @param reading calls left by operation
   * @param breakers how open the breaker of each operation is, 0 to 1
   */
  AcsGauges(
      Registrations meters,
      Supplier<Future<Map<String, Integer>>> reading,
      Map<String, Supplier<Number>> breakers) {
    this.meters = meters;
    this.reading = reading;
    breakers.forEach(
        (operation, openness) -> meters.gauge(Meters.ACS_BREAKER_OPEN, openness, operation));
  }

  /** Reads anew what has to be asked for; what cannot be read now stays as it was. */
  Future<Void> refresh() {
    return reading.get().onSuccess(this::show).<Void>mapEmpty().otherwiseEmpty();
  }

  private void show(Map<String, Integer> left) {
    left.forEach(
        (operation, calls) -> {
          if (remaining.put(operation, calls) == null) {
            meters.gauge(
                Meters.ACS_QUOTA_REMAINING, () -> remaining.getOrDefault(operation, 0), operation);
          }
        });
  }
}
