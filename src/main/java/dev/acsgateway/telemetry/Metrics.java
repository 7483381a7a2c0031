package dev.acsgateway.telemetry;

import dev.acsgateway.identity.IdentityClient;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The meters of one node. */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  private volatile Supplier<Future<Void>> refresh = Future::succeededFuture;

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
  }

  /** Every meter in Prometheus' text format, version 0.0.4. Never fails. */
  public Future<String> scrape() {
    return refresh.get().map(fresh -> registry.scrape());
  }

  /**
   * Shows {@code acs_quota_remaining} and {@code acs_breaker_open} by operation.
   *
   * @param remaining calls left by operation, asked anew for every scrape
   * @param breakers how open the breaker of each operation is, 0 to 1
   */
  public void acs(
      Supplier<Future<Map<String, Integer>>> remaining, Map<String, Supplier<Number>> breakers) {
    refresh = new AcsGauges(registry, remaining, breakers)::refresh;
  }

  /** Measures every call of the client as {@code acs_calls_seconds} by operation and outcome. */
  public IdentityClient metered(IdentityClient client) {
    return new MeteredIdentityClient(client, registry);
  }

  /** Shows {@code redis_up}: 1 while commands are answered, else 0. */
  public void redisUp(BooleanSupplier up) {
    Gauge.builder("redis.up", () -> up.getAsBoolean() ? 1 : 0).register(registry);
  }

  /**
   * Shows how often this node has turned somebody away as {@code refusals_total} by reason.
   *
   * @param counts what was counted since the start; its keys are the only labels
   */
  public void refusals(Map<String, LongSupplier> counts) {
    counts.forEach(
        (reason, count) ->
            FunctionCounter.builder("refusals", registry, any -> count.getAsLong())
                .tag("reason", reason)
                .register(registry));
  }

  /** Shows {@code redis_values_unreadable_total}: values that could not be decrypted. */
  public void unreadableValues(LongSupplier count) {
    FunctionCounter.builder("redis.values.unreadable", registry, any -> count.getAsLong())
        .register(registry);
  }

  /**
   * Shows the clean-up job that this node works on as {@code cleanup_candidates} by kind of count,
   * and {@code cleanup_running}: 1 while there is one, else 0.
   *
   * @param counts what each count stands at, 0 while there is no job; its keys are the only labels
   */
  public void cleanupProgress(BooleanSupplier running, Map<String, LongSupplier> counts) {
    Gauge.builder("cleanup.running", () -> running.getAsBoolean() ? 1 : 0).register(registry);
    counts.forEach(
        (count, value) ->
            Gauge.builder("cleanup.candidates", value::getAsLong)
                .tag("count", count)
                .register(registry));
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }
}
