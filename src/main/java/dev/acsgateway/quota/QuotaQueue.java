package dev.acsgateway.quota;

import dev.acsgateway.failure.AcsThrottled;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one operation in one lane of this node, served in order of arrival. All that wait
 * ask the governor together: one question at a time, one permit per call, none kept in stock, so
 * that the shared count stays exact.
 *
 * <p>A permit is asked for only when its call can be made at once: ACS counts calls when they come,
 * so one that lingered here with its permit would be counted too early. A call that is sure to wait
 * too long is refused at once. May be used from any thread.
 */
final class QuotaQueue {
  private static final Logger log = LoggerFactory.getLogger(QuotaQueue.class);

  /** Also how long this node sticks to its local share when Redis is back. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final QuotaGovernor governor;
  private final Operation operation;
  private final Lane lane;
  private final LaneConfig bounds;
  private final Duration spread;
  private final InstantSource clock;
  private final Deque<Waiter> waiting = new ArrayDeque<>();
  private boolean asking;
  private int inFlight;
  private Instant opensAt = Instant.MIN;

  QuotaQueue(
      Vertx vertx,
      QuotaGovernor governor,
      Operation operation,
      Lane lane,
      LaneConfig bounds,
      Duration spread,
      InstantSource clock) {
    this.vertx = vertx;
    this.governor = governor;
    this.operation = operation;
    this.lane = lane;
    this.bounds = bounds;
    this.spread = spread;
    this.clock = clock;
  }

  /** Makes a call once it has a permit; see {@link #join}. It counts as in flight until it ends. */
  <T> Future<T> run(Supplier<Future<T>> call) {
    return join()
        .compose(
            permit ->
                Future.<Void>succeededFuture()
                    .compose(now -> call.get())
                    .onComplete(done -> leave(permit)));
  }

  private void leave(Permit permit) {
    synchronized (this) {
      inFlight--;
    }
    if (permit.askedAt().plus(spread).isBefore(clock.instant())) {
      governor.recount(operation, permit).onFailure(this::complain);
    }
    ask();
  }

  /**
   * Waits for a permit. Fails with {@link AcsThrottled} when too many wait already, or none will be
   * free in time.
   */
  private Future<Permit> join() {
    Instant now = clock.instant();
    Promise<Permit> promise = Promise.promise();
    Waiter waiter = new Waiter(vertx.getOrCreateContext(), promise, now.plus(bounds.maxWait()));
    synchronized (this) {
      boolean hopeless = asking && opensAt.isAfter(waiter.deadline());
      if (hopeless || waiting.size() >= bounds.maxWaiting()) {
        return Future.failedFuture(new AcsThrottled(untilOpen(now)));
      }
      waiting.add(waiter);
    }
    ask();
    return promise.future();
  }

  private Duration untilOpen(Instant now) {
    return opensAt.isAfter(now.plus(LONGEST_PAUSE))
        ? Duration.between(now, opensAt)
        : LONGEST_PAUSE;
  }

  private void ask() {
    int wanted;
    synchronized (this) {
      wanted = Math.min(waiting.size(), bounds.maxInFlight() - inFlight);
      if (asking || wanted <= 0) {
        return;
      }
      asking = true;
    }
    Instant now = clock.instant();
    governor
        .acquire(operation, lane, wanted)
        .onFailure(this::complain)
        .otherwise(new PermitGrant(0, LONGEST_PAUSE, 0))
        .onSuccess(grant -> serve(grant, wanted, now));
  }

  /** A fault: the governor in use has a fallback for whatever is to be expected. */
  private void complain(Throwable e) {
    log.error("No quota for {}: {}", operation.wireName(), String.valueOf(e.getMessage()));
  }

  private void serve(PermitGrant grant, int wanted, Instant askedAt) {
    boolean complete = grant.permits() >= wanted;
    List<Waiter> passing = new ArrayList<>(grant.permits());
    List<Waiter> refused = new ArrayList<>();
    synchronized (this) {
      opensAt = clock.instant().plus(grant.pause());
      for (int i = 0; i < grant.permits() && !waiting.isEmpty(); i++) {
        passing.add(waiting.remove());
        inFlight++;
      }
      while (!waiting.isEmpty() && waiting.element().deadline().isBefore(opensAt)) {
        refused.add(waiting.remove());
      }
      asking = !complete;
    }
    passing.forEach(waiter -> waiter.pass(new Permit(grant.stamp(), askedAt)));
    refused.forEach(waiter -> waiter.refuse(new AcsThrottled(grant.pause())));
    if (complete) {
      ask();
    } else {
      long pause = Math.min(grant.pause().toMillis(), LONGEST_PAUSE.toMillis());
      vertx.setTimer(Math.max(1, pause), fired -> askAgain());
    }
  }

  private void askAgain() {
    synchronized (this) {
      asking = false;
    }
    ask();
  }
}
