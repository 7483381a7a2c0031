package dev.acsgateway.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Tells p50, p99 and p99.9 in µs, with blanks between them. */
final class Percentiles {
  private Percentiles() {}

  /** Of these times in nanoseconds, at least one. */
  static String of(long... nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return DoubleStream.of(0.5, 0.99, 0.999)
        .mapToObj(share -> micros(sorted[(int) (share * (sorted.length - 1))]))
        .collect(Collectors.joining(" "));
  }

  private static String micros(long nanos) {
    return Long.toString(TimeUnit.NANOSECONDS.toMicros(nanos));
  }
}
