package dev.acsgateway.telemetry;

import dev.acsgateway.identity.IdentityClient;
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

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }
}
