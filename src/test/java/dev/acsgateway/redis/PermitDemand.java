package dev.acsgateway.redis;

import dev.acsgateway.quota.Lane;
import dev.acsgateway.quota.Operation;
import dev.acsgateway.quota.PermitGrant;
import dev.acsgateway.quota.QuotaGovernor;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody on one node who cannot get enough permits in one lane. */
final class PermitDemand {
  private static final int WANTED = 10;

  private final Vertx vertx;
  private final Context context;
  private final QuotaGovernor governor;
  private final Lane lane;
  private final AtomicInteger granted;
  private volatile boolean ended;

  /**
   * @param granted counts what is granted, also to others in the lane
   */
  PermitDemand(Vertx vertx, QuotaGovernor governor, Lane lane, AtomicInteger granted) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.governor = governor;
    this.lane = lane;
    this.granted = granted;
  }

  /** Connects, so that the first question finds a connection. */
  Future<?> prepare() {
    Promise<Void> prepared = Promise.promise();
    context.runOnContext(now -> governor.budgets().<Void>mapEmpty().onComplete(prepared));
    return prepared.future();
  }

  void start() {
    context.runOnContext(now -> ask());
  }

  private void ask() {
    if (!ended) {
      governor.acquire(Operation.ISSUE, lane, WANTED).onSuccess(this::take);
    }
  }

  private void take(PermitGrant grant) {
    granted.addAndGet(grant.permits());
    if (grant.pause().isZero()) {
      ask();
    } else {
      vertx.setTimer(grant.pause().toMillis(), over -> ask());
    }
  }

  void end() {
    ended = true;
  }
}
