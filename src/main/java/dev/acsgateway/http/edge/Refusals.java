package dev.acsgateway.http.edge;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** How often a node has turned somebody away. One instance serves all event loops. */
public final class Refusals {
  private final Map<Refusal, LongAdder> counts =
      new EnumMap<>(
          Arrays.stream(Refusal.values())
              .collect(Collectors.toMap(Function.identity(), reason -> new LongAdder())));

  /** One more. */
  public void count(Refusal reason) {
    counter(reason).increment();
  }

  /** How many there were for each reason, by its label. */
  public Map<String, LongSupplier> byReason() {
    return counts.keySet().stream()
        .collect(Collectors.toMap(Refusal::label, reason -> counter(reason)::sum));
  }

  private LongAdder counter(Refusal reason) {
    return Objects.requireNonNull(counts.get(reason));
  }
}
