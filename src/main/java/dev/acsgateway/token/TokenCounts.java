package dev.acsgateway.token;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** How often what has happened on a node's ways to a token. Safe for use from any thread. */
public final class TokenCounts {
  private final Map<TokenSource, LongAdder> answers = counters(TokenSource.class);
  private final Map<FlightEvent, LongAdder> flights = counters(FlightEvent.class);
  private final Map<RefreshEnd, LongAdder> refreshes = counters(RefreshEnd.class);
  private final LongAdder failures = new LongAdder();

  /** What can become of a wish for a token from ACS. */
  enum FlightEvent {
    /** This node had the flight, as the first to ask. */
    FLOWN,
    /** The wish joined one of this node. */
    JOINED,
    /** The wish was met by what another node brought. */
    AWAITED,
    /** Another node had the flight and did not land; this one took it over. */
    TAKEN_OVER
  }

  /** What can become of a refresh ahead of need. */
  enum RefreshEnd {
    /** There is a newer token. */
    DONE,
    /** ACS or Redis did not do their part. */
    FAILED,
    /** Another node was at it, or was done with it. */
    LEFT_TO_ANOTHER
  }

  private static <E extends Enum<E>> Map<E, LongAdder> counters(Class<E> kinds) {
    return new EnumMap<>(
        Arrays.stream(kinds.getEnumConstants())
            .collect(Collectors.toMap(Function.identity(), kind -> new LongAdder())));
  }

  void answered(TokenSource source) {
    Objects.requireNonNull(answers.get(source)).increment();
  }

  void failed() {
    failures.increment();
  }

  void flight(FlightEvent event) {
    Objects.requireNonNull(flights.get(event)).increment();
  }

  void refreshed(RefreshEnd end) {
    Objects.requireNonNull(refreshes.get(end)).increment();
  }

  /** Answers by where they came from: {@code near}, {@code redis} and so on; and {@code failed}. */
  public Map<String, LongSupplier> bySource() {
    Map<String, LongSupplier> labelled = labelled(answers, TokenSource::label);
    labelled.put("failed", failures::sum);
    return labelled;
  }

  /** Wishes for a token from ACS, by what became of them. */
  public Map<String, LongSupplier> byFlight() {
    return labelled(flights, TokenCounts::label);
  }

  /** Refreshes by how they ended. */
  public Map<String, LongSupplier> byRefresh() {
    return labelled(refreshes, TokenCounts::label);
  }

  private static <E extends Enum<E>> Map<String, LongSupplier> labelled(
      Map<E, LongAdder> counters, Function<E, String> label) {
    return counters.entrySet().stream()
        .collect(Collectors.toMap(it -> label.apply(it.getKey()), it -> it.getValue()::sum));
  }

  private static String label(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
