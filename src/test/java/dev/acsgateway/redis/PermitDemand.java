package dev.acsgateway.redis;

import dev.acsgateway.quota.Lane;
import dev.acsgateway.quota.Operation;
import dev.acsgateway.quota.PermitGrant;
import dev.acsgateway.quota.QuotaGovernor;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody on one node who cannot get enough permits in one lane. */
final class PermitDemand {
  private static final int WANTED = 10;

  private final Vertx vertx;
  private final QuotaGovernor governor;
  private final Lane lane;
  private final AtomicInteger granted;
  private volatile boolean ended;

  /**
   * @param granted counts what is granted, also to others in the lane
   */
  PermitDemand(Vertx vertx, QuotaGovernor governor, Lane lane, AtomicInteger granted) {
    this.vertx = vertx;
    this.governor = governor;
    this.lane = lane;
    this.granted = granted;
  }

  PermitDemand start() {
    vertx.runOnContext(now -> ask());
    return this;
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
