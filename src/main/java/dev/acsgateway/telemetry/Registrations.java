package dev.acsgateway.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Registers meters as {@link Meters} describes them; nothing else does. */
final class Registrations {
  /** A hit takes less than the first, a call to ACS about the fifth; a request ends by the last. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(10)
  };

  private final MeterRegistry registry;

  Registrations(MeterRegistry registry) {
    this.registry = registry;
  }

  /** A histogram of durations; the same one for the same labels. */
  Timer duration(Meters meter, String... labels) {
    return Timer.builder(expect(meter, Meters.Kind.DURATION).key())
        .description(meter.description())
        .serviceLevelObjectives(BUCKETS)
        .tags(tags(meter, labels))
        .register(registry);
  }

  /** A value that is asked for at every scrape. */
  void gauge(Meters meter, Supplier<Number> value, String... labels) {
    Gauge.builder(expect(meter, Meters.Kind.GAUGE).key(), value)
        .description(meter.description())
        .tags(tags(meter, labels))
        .register(registry);
  }

  /**
   * Counts that are kept elsewhere, by the meter's one label. The registry holds what it counts for
   * weakly, so that is the registry itself.
   */
  void counters(Meters meter, Map<String, LongSupplier> counts) {
    counts.forEach((label, count) -> counter(meter, count, label));
  }

  /** A count that is kept elsewhere. */
  void counter(Meters meter, LongSupplier count, String... labels) {
    FunctionCounter.builder(
            expect(meter, Meters.Kind.COUNTER).key(), registry, any -> count.getAsLong())
        .description(meter.description())
        .tags(tags(meter, labels))
        .register(registry);
  }

  private static Meters expect(Meters meter, Meters.Kind kind) {
    if (meter.kind() != kind) {
      throw new IllegalArgumentException(meter + " is no " + kind);
    }
    return meter;
  }

  private static Tags tags(Meters meter, String... values) {
    List<String> names = meter.labels();
    if (names.size() != values.length) {
      throw new IllegalArgumentException(meter + " has the labels " + names);
    }
    return Tags.of(
        IntStream.range(0, values.length).mapToObj(i -> Tag.of(names.get(i), values[i])).toList());
  }
}
