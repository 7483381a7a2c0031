package dev.acsgateway.telemetry;

import dev.acsgateway.identity.IdentityClient;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The meters of one node; {@link Meters} says which there are. */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Registrations meters = new Registrations(registry);
  private final RedisTimers redisTimers = new RedisTimers(meters);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  private volatile Supplier<Future<Void>> refresh = Future::succeededFuture;

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
    meters.gauge(Meters.BUILD_INFO, () -> 1, version());
  }

  /** The version in the jar's manifest; classes outside a jar have none. */
  private static String version() {
    String version = Metrics.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  /** Every meter in Prometheus' text format, version 0.0.4. Never fails. */
  public Future<String> scrape() {
    return refresh.get().map(fresh -> registry.scrape());
  }

  /**
   * What measures the requests of one route.
   *
   * @param route its pattern, never a path
   */
  public RequestTimers requests(String listener, String method, String route) {
    return new RequestTimers(meters, listener, method, route);
  }

  /** What measures how late event loops are, in nanoseconds. */
  public LongConsumer eventLoopLag() {
    Timer lag = meters.duration(Meters.EVENT_LOOP_LAG);
    return nanos -> lag.record(nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Shows what came of wishes for tokens; the keys of the counts are the only labels.
   *
   * @param answers by source
   * @param flights by event
   * @param refreshes by outcome
   * @param remembered how many answers this node remembers
   */
  public void tokens(
      Map<String, LongSupplier> answers,
      Map<String, LongSupplier> flights,
      Map<String, LongSupplier> refreshes,
      LongSupplier remembered) {
    meters.counters(Meters.TOKEN_ANSWERS, answers);
    meters.counters(Meters.TOKEN_FLIGHTS, flights);
    meters.counters(Meters.TOKEN_REFRESHES, refreshes);
    meters.gauge(Meters.NEAR_CACHE_ENTRIES, remembered::getAsLong);
  }

  /**
   * Shows what may be asked of ACS, by operation.
   *
   * @param remaining calls left by operation, asked anew for every scrape
   * @param breakers how open the breaker of each operation is, 0 to 1
   */
  public void acs(
      Supplier<Future<Map<String, Integer>>> remaining, Map<String, Supplier<Number>> breakers) {
    refresh = new AcsGauges(meters, remaining, breakers)::refresh;
  }

  /**
   * Shows how many calls were not made, since they would have waited for too long.
   *
   * @param counts by reason, since the start; its keys are the only labels
   */
  public void acsRefusals(Map<String, LongSupplier> counts) {
    meters.counters(Meters.ACS_REFUSALS, counts);
  }

  /** Measures every call of the client by operation and outcome. */
  public IdentityClient metered(IdentityClient client) {
    return new MeteredIdentityClient(client, meters);
  }

  /**
   * Shows how many API keys there are.
   *
   * @param counts by origin; not a number where that is not known
   */
  public void apiKeys(Map<String, Supplier<Number>> counts) {
    counts.forEach((origin, count) -> meters.gauge(Meters.API_KEYS, count, origin));
  }

  /**
   * Shows the state of the connections to Redis.
   *
   * @param up whether commands are answered
   * @param subscribed whether this node hears at once what changes on others
   * @param writable whether Redis takes changes
   */
  public void redis(BooleanSupplier up, BooleanSupplier subscribed, BooleanSupplier writable) {
    meters.gauge(Meters.REDIS_UP, number(up));
    meters.gauge(Meters.REDIS_SUBSCRIBED, number(subscribed));
    meters.gauge(Meters.REDIS_WRITABLE, number(writable));
  }

  /** Sends a command to Redis, and measures how long that takes. */
  public <T> Future<T> redisCommand(String name, Supplier<Future<T>> command) {
    return redisTimers.observe(name, command);
  }

  /**
   * Shows how often this node has turned somebody away.
   *
   * @param counts by reason, since the start; its keys are the only labels
   */
  public void refusals(Map<String, LongSupplier> counts) {
    meters.counters(Meters.REFUSALS, counts);
  }

  /**
   * Shows how far other clocks are ahead of this node's.
   *
   * @param ahead by whose clock it is; empty while that is not known
   */
  public void clock(Map<String, Supplier<Optional<Duration>>> ahead) {
    ahead.forEach(
        (source, offset) ->
            meters.gauge(
                Meters.CLOCK_OFFSET,
                () -> offset.get().map(it -> it.toMillis() / 1000.0).orElse(Double.NaN),
                source));
  }

  /**
   * Shows when the certificate of a listener ends.
   *
   * @param end empty without TLS
   */
  public void certificate(String listener, Supplier<Optional<Instant>> end) {
    meters.gauge(
        Meters.TLS_CERTIFICATE_EXPIRY,
        () -> end.get().map(Instant::getEpochSecond).<Number>map(it -> it).orElse(Double.NaN),
        listener);
  }

  /** Shows how many values could not be decrypted. */
  public void unreadableValues(LongSupplier count) {
    meters.counter(Meters.REDIS_VALUES_UNREADABLE, count);
  }

  /**
   * Shows the clean-up work of this node.
   *
   * @param running whether it works on a job
   * @param left the candidates left of that job, 0 while there is none
   * @param finished candidates finished since the start, by outcome; its keys are the only labels
   */
  public void cleanup(
      BooleanSupplier running, LongSupplier left, Map<String, LongSupplier> finished) {
    meters.gauge(Meters.CLEANUP_RUNNING, number(running));
    meters.gauge(Meters.CLEANUP_CANDIDATES_LEFT, left::getAsLong);
    meters.counters(Meters.CLEANUP_CANDIDATES, finished);
  }

  private static Supplier<Number> number(BooleanSupplier flag) {
    return () -> flag.getAsBoolean() ? 1 : 0;
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }
}
