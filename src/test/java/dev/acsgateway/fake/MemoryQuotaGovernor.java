package dev.acsgateway.fake;

import dev.acsgateway.quota.Lane;
import dev.acsgateway.quota.Operation;
import dev.acsgateway.quota.Permit;
import dev.acsgateway.quota.PermitGrant;
import dev.acsgateway.quota.QuotaBudget;
import dev.acsgateway.quota.QuotaConfig;
import dev.acsgateway.quota.QuotaGovernor;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The count of calls in memory: for each operation, when each permit was granted that counts. */
final class MemoryQuotaGovernor implements QuotaGovernor {
  private static final long GRACE_MICROS = 100_000;

  private final Counts counts;
  private final QuotaConfig config;

  MemoryQuotaGovernor(Counts counts, QuotaConfig config) {
    this.counts = counts;
    this.config = config;
  }

  /** What all nodes share, by the store's clock in µs. */
  static final class Counts {
    private final Map<Operation, List<Long>> permits = new EnumMap<>(Operation.class);
    private final Map<Operation, Long> closedUntil = new EnumMap<>(Operation.class);
    private final Map<Operation, Map<Lane, Long>> waiting = new EnumMap<>(Operation.class);
    private long now = 1_000_000_000;

    synchronized void elapse(Duration time) {
      now += micros(time);
    }
  }

  private static long micros(Duration time) {
    return time.toNanos() / 1000;
  }

  private List<Long> counting(Operation operation) {
    List<Long> log = counts.permits.computeIfAbsent(operation, any -> new ArrayList<>());
    log.removeIf(taken -> taken + micros(config.countedFor()) <= counts.now);
    return log;
  }

  @Override
  public Future<PermitGrant> acquire(Operation operation, Lane lane, int wanted) {
    synchronized (counts) {
      long closed = counts.closedUntil.getOrDefault(operation, 0L) - counts.now;
      if (closed > 0) {
        return Future.succeededFuture(new PermitGrant(0, pause(closed), 0));
      }
      List<Long> log = counting(operation);
      int limit = config.limit(operation, lane);
      long wait = untilUpperLanesAreServed(operation, lane);
      int permits = wait > 0 ? 0 : Math.clamp(limit - log.size(), 0, wanted);
      log.addAll(Collections.nCopies(permits, counts.now));
      if (permits == wanted) {
        return Future.succeededFuture(PermitGrant.all(permits, counts.now));
      }
      long rest = Math.max(wait, untilFewerThan(log, limit));
      Duration pause = pause(Math.min(rest, micros(config.countedFor())));
      counts
          .waiting
          .computeIfAbsent(operation, any -> new EnumMap<>(Lane.class))
          .put(lane, counts.now + micros(pause) + GRACE_MICROS);
      return Future.succeededFuture(new PermitGrant(permits, pause, counts.now));
    }
  }

  private static Duration pause(long micros) {
    return Duration.ofMillis(Math.max(1, Math.ceilDiv(micros, 1000L)));
  }

  private long untilUpperLanesAreServed(Operation operation, Lane lane) {
    return counts.waiting.getOrDefault(operation, Map.of()).entrySet().stream()
        .filter(each -> each.getKey().rank() < lane.rank())
        .mapToLong(each -> each.getValue() - counts.now)
        .max()
        .orElse(0);
  }

  private long untilFewerThan(List<Long> log, int limit) {
    return log.size() < limit
        ? 0
        : log.get(log.size() - limit) + micros(config.countedFor()) - counts.now;
  }

  @Override
  public Future<Void> recount(Operation operation, Permit permit) {
    synchronized (counts) {
      List<Long> log = counting(operation);
      log.remove(Long.valueOf(permit.stamp()));
      log.add(counts.now - micros(config.spread()));
      Collections.sort(log);
      return Future.succeededFuture();
    }
  }

  @Override
  public Future<Void> close(Operation operation, Duration retryAfter) {
    synchronized (counts) {
      counts.closedUntil.put(operation, counts.now + micros(retryAfter));
      return Future.succeededFuture();
    }
  }

  @Override
  public Future<Map<Operation, QuotaBudget>> budgets() {
    synchronized (counts) {
      Map<Operation, QuotaBudget> budgets = new EnumMap<>(Operation.class);
      for (Operation operation : Operation.values()) {
        int permits = config.permits(operation);
        long closed = counts.closedUntil.getOrDefault(operation, 0L) - counts.now;
        budgets.put(
            operation,
            new QuotaBudget(
                permits,
                Math.max(0, permits - counting(operation).size()),
                closed > 0 ? pause(closed) : Duration.ZERO));
      }
      return Future.succeededFuture(budgets);
    }
  }
}
