package dev.acsgateway.emulator.control;

import dev.acsgateway.emulator.token.SeededBytes;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The latency of each operation; none unless set. */
public final class Latencies {
  private static final Latency NONE = Latency.fixed(Duration.ZERO);

  private final Map<Operation, Latency> latencies = new EnumMap<>(Operation.class);
  private final SplittableRandom random;

  public Latencies(SeededBytes seed) {
    random = new SplittableRandom(seed.seed());
  }

  /** Sets one operation's latency. */
  public synchronized void set(Operation operation, Latency latency) {
    latencies.put(operation, latency);
  }

  /** Sets every operation's latency. */
  public void setAll(Latency latency) {
    Arrays.stream(Operation.values()).forEach(operation -> set(operation, latency));
  }

  /** The latency of an operation. */
  public synchronized Latency get(Operation operation) {
    return latencies.getOrDefault(operation, NONE);
  }

  /** Answers at once again. */
  public synchronized void clear() {
    latencies.clear();
  }

  /** How long this call is to take. */
  public synchronized Duration draw(Operation operation) {
    return latencies.isEmpty() ? Duration.ZERO : get(operation).draw(random);
  }
}
