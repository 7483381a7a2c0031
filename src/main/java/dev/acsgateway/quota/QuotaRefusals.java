package dev.acsgateway.quota;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** How many calls this node refused since its start, by reason. */
final class QuotaRefusals {
  private final Map<Backlog, LongAdder> counts =
      new EnumMap<>(
          Arrays.stream(Backlog.values())
              .collect(Collectors.toMap(Function.identity(), reason -> new LongAdder())));

  void count(Backlog reason) {
    counter(reason).increment();
  }

  /** The counts by the reason's name, for example {@code quota}. */
  Map<String, LongSupplier> byReason() {
    return counts.keySet().stream()
        .collect(
            Collectors.toMap(
                reason -> reason.name().toLowerCase(Locale.ROOT), reason -> counter(reason)::sum));
  }

  private LongAdder counter(Backlog reason) {
    return Objects.requireNonNull(counts.get(reason));
  }
}
