package dev.acsgateway.emulator.control;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts every call that reached the emulator, refused ones included, and keeps the latest ones. A
 * call is counted before its answer is sent: who has the answer sees the count.
 */
public final class Calls {
  private final Map<Operation, Map<Outcome, LongAdder>> counters = new EnumMap<>(Operation.class);
  private final LongAdder elsewhere = new LongAdder();
  private final Deque<CallRecord> latest = new ArrayDeque<>();
  private final int logSize;

  /**
   * @param logSize how many calls the log keeps; 0 for none
   */
  public Calls(int logSize) {
    if (logSize < 0) {
      throw new IllegalArgumentException("a log has no negative size");
    }
    this.logSize = logSize;
    for (Operation operation : Operation.values()) {
      Map<Outcome, LongAdder> row = new EnumMap<>(Outcome.class);
      Arrays.stream(Outcome.values()).forEach(outcome -> row.put(outcome, new LongAdder()));
      counters.put(operation, row);
    }
  }

  /** Counts and logs one call. */
  public void add(CallRecord call) {
    (call.operation() == null ? elsewhere : counter(call.operation(), call.outcome())).increment();
    if (logSize > 0) {
      synchronized (latest) {
        if (latest.size() == logSize) {
          latest.removeFirst();
        }
        latest.addLast(call);
      }
    }
  }

  /** All calls of an operation, however they ended. */
  public long count(Operation operation) {
    return Arrays.stream(Outcome.values()).mapToLong(each -> count(operation, each)).sum();
  }

  /** The calls of an operation that ended so. */
  public long count(Operation operation, Outcome outcome) {
    return counter(operation, outcome).sum();
  }

  /** All calls, those to paths that are no operation included. */
  public long total() {
    return elsewhere.sum() + Arrays.stream(Operation.values()).mapToLong(this::count).sum();
  }

  /** The latest calls, oldest first. */
  public List<CallRecord> latest() {
    synchronized (latest) {
      return List.copyOf(latest);
    }
  }

  /** Sets every counter to zero and empties the log. */
  public void reset() {
    counters.values().forEach(row -> row.values().forEach(LongAdder::reset));
    elsewhere.reset();
    synchronized (latest) {
      latest.clear();
    }
  }

  private LongAdder counter(Operation operation, Outcome outcome) {
    Map<Outcome, LongAdder> row = counters.getOrDefault(operation, Map.of());
    return row.getOrDefault(outcome, elsewhere);
  }
}
