package dev.acsgateway.quota;

import dev.acsgateway.failure.AcsNotAsked;
import dev.acsgateway.quota.CallsUnderWay.Call;
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
 * too long is refused at once, one that has waited too long is refused then, and each with the
 * reason: no permit, too many calls of this node under way, or an ACS that does not answer them.
 * May be used from any thread.
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
  private final QuotaRefusals refusals;
  private final Deque<Waiter> waiting = new ArrayDeque<>();
  private final CallsUnderWay underWay = new CallsUnderWay();
  private boolean asking;
  private boolean watching;
  private Instant opensAt = Instant.MIN;

  QuotaQueue(
      Vertx vertx,
      QuotaGovernor governor,
      Operation operation,
      Lane lane,
      LaneConfig bounds,
      Duration spread,
      InstantSource clock,
      QuotaRefusals refusals) {
    this.vertx = vertx;
    this.governor = governor;
    this.operation = operation;
    this.lane = lane;
    this.bounds = bounds;
    this.spread = spread;
    this.clock = clock;
    this.refusals = refusals;
  }

  /** Makes a call once it has a permit; see {@link #join}. It counts as in flight until it ends. */
  <T> Future<T> run(Supplier<Future<T>> call) {
    return join()
        .compose(
            granted ->
                Future.<Void>succeededFuture()
                    .compose(now -> call.get())
                    .onComplete(done -> leave(granted)));
  }

  private void leave(Call ended) {
    Permit permit = ended.permit();
    synchronized (this) {
      underWay.remove(ended);
    }
    if (permit.askedAt().plus(spread).isBefore(clock.instant())) {
      governor.recount(operation, permit).onFailure(this::complain);
    }
    ask();
  }

  /**
   * Waits for a permit. Fails with {@link AcsNotAsked} when too many wait already, or none will be
   * free in time.
   */
  private Future<Call> join() {
    Instant now = clock.instant();
    Promise<Call> promise = Promise.promise();
    Waiter waiter = new Waiter(vertx.getOrCreateContext(), promise, now.plus(bounds.maxWait()));
    synchronized (this) {
      boolean permitsLack = asking && opensAt.isAfter(now);
      boolean hopeless = permitsLack && opensAt.isAfter(waiter.deadline());
      if (hopeless || waiting.size() >= bounds.maxWaiting()) {
        Backlog reason = permitsLack ? Backlog.QUOTA : busyOrSlow(now);
        return Future.failedFuture(refusal(reason, untilOpen(now)));
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

  private Backlog busyOrSlow(Instant now) {
    return underWay.areSlow(now) ? Backlog.SLOW : Backlog.BUSY;
  }

  private AcsNotAsked refusal(Backlog reason, Duration untilPermit) {
    refusals.count(reason);
    return reason.refusal(untilPermit);
  }

  private void ask() {
    int wanted;
    synchronized (this) {
      wanted = Math.min(waiting.size(), bounds.maxInFlight() - underWay.size());
      if (asking) {
        return;
      }
      if (wanted <= 0) {
        watchWaiting();
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

  /** Nobody asks the governor for those who wait for calls that are under way. */
  private void watchWaiting() {
    if (watching || waiting.isEmpty()) {
      return;
    }
    watching = true;
    long left = Duration.between(clock.instant(), waiting.element().deadline()).toMillis() + 1;
    vertx.setTimer(
        Math.max(1, Math.min(left, LONGEST_PAUSE.toMillis())),
        due -> refuseThoseWhoWaitedTooLong());
  }

  private void refuseThoseWhoWaitedTooLong() {
    List<Runnable> answers = new ArrayList<>();
    synchronized (this) {
      watching = false;
      Instant now = clock.instant();
      while (!waiting.isEmpty() && waiting.element().deadline().isBefore(now)) {
        answers.add(refusing(waiting.remove(), refusal(busyOrSlow(now), LONGEST_PAUSE)));
      }
      if (!asking) {
        watchWaiting();
      }
    }
    answers.forEach(Runnable::run);
  }

  private static Runnable refusing(Waiter waiter, AcsNotAsked refusal) {
    return () -> waiter.refuse(refusal);
  }

  /** A fault: the governor in use has a fallback for whatever is to be expected. */
  private void complain(Throwable e) {
    log.error("No quota for {}: {}", operation.wireName(), String.valueOf(e.getMessage()));
  }

  private void serve(PermitGrant grant, int wanted, Instant askedAt) {
    boolean complete = grant.permits() >= wanted;
    Permit permit = new Permit(grant.stamp(), askedAt);
    List<Runnable> answers = new ArrayList<>();
    synchronized (this) {
      Instant now = clock.instant();
      opensAt = now.plus(grant.pause());
      for (int i = 0; i < grant.permits() && !waiting.isEmpty(); i++) {
        Call call = new Call(permit, now);
        underWay.add(call);
        Waiter passing = waiting.remove();
        answers.add(() -> passing.pass(call));
      }
      Backlog reason = complete ? busyOrSlow(now) : Backlog.QUOTA;
      while (!waiting.isEmpty() && waiting.element().deadline().isBefore(opensAt)) {
        answers.add(refusing(waiting.remove(), refusal(reason, grant.pause())));
      }
      asking = !complete;
    }
    answers.forEach(Runnable::run);
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
