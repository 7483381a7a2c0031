package dev.acsgateway.quota;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A shared count that grants what the test gives it, and fails when told to. */
final class FakeGovernor implements QuotaGovernor {
  final Map<Operation, Duration> closed = new ConcurrentHashMap<>();
  static final long STAMP = 4711;
  final List<Integer> questions = new CopyOnWriteArrayList<>();
  final List<Permit> recounted = new CopyOnWriteArrayList<>();
  private volatile boolean down;
  private int permits;
  private Duration pause = Duration.ofMillis(20);

  synchronized void give(int more) {
    permits += more;
  }

  synchronized void pauseFor(Duration pause) {
    this.pause = pause;
  }

  void fail(boolean down) {
    this.down = down;
  }

  @Override
  public synchronized Future<PermitGrant> acquire(Operation operation, Lane lane, int wanted) {
    if (down) {
      return Future.failedFuture(new StoreUnavailable("down"));
    }
    questions.add(wanted);
    int granted = Math.min(wanted, permits);
    permits -= granted;
    return Future.succeededFuture(
        new PermitGrant(granted, granted == wanted ? Duration.ZERO : pause, STAMP));
  }

  @Override
  public Future<Void> recount(Operation operation, Permit permit) {
    recounted.add(permit);
    return down ? Future.failedFuture(new StoreUnavailable("down")) : Future.succeededFuture();
  }

  @Override
  public Future<Void> close(Operation operation, Duration retryAfter) {
    closed.put(operation, retryAfter);
    return down ? Future.failedFuture(new StoreUnavailable("down")) : Future.succeededFuture();
  }

  @Override
  public Future<Map<Operation, QuotaBudget>> budgets() {
    return down
        ? Future.failedFuture(new StoreUnavailable("down"))
        : Future.succeededFuture(Map.of());
  }
}
