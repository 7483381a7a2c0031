package dev.acsgateway.quota;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * The shared count while it answers, this node's own share of the quota while it does not.
 *
 * <p>What the shared count grants to this node counts against the share, too, so that losing Redis
 * frees nothing on a busy node. Around the loss and the return of Redis, the quota may still be
 * exceeded for one window, by at most the shares of the other nodes; then a 429 closes the
 * operation. Both counts learn of a 429 and of a slow call. Never fails.
 */
final class FallbackQuotaGovernor implements QuotaGovernor {
  private final QuotaGovernor shared;
  private final LocalQuotaGovernor local;

  FallbackQuotaGovernor(QuotaGovernor shared, LocalQuotaGovernor local) {
    this.shared = shared;
    this.local = local;
  }

  @Override
  public Future<PermitGrant> acquire(Operation operation, Lane lane, int wanted) {
    return shared
        .acquire(operation, lane, wanted)
        .onSuccess(grant -> local.count(operation, grant.permits()))
        .recover(
            e -> isOutage(e) ? local.acquire(operation, lane, wanted) : Future.failedFuture(e));
  }

  @Override
  public Future<Void> recount(Operation operation, Permit permit) {
    return both(it -> it.recount(operation, permit));
  }

  @Override
  public Future<Void> close(Operation operation, Duration retryAfter) {
    return both(it -> it.close(operation, retryAfter));
  }

  private Future<Void> both(Function<QuotaGovernor, Future<Void>> change) {
    return change
        .apply(local)
        .compose(done -> change.apply(shared))
        .recover(e -> isOutage(e) ? Future.succeededFuture() : Future.failedFuture(e));
  }

  @Override
  public Future<Map<Operation, QuotaBudget>> budgets() {
    return shared.budgets().recover(e -> isOutage(e) ? local.budgets() : Future.failedFuture(e));
  }

  private static boolean isOutage(Throwable e) {
    return e instanceof StoreUnavailable;
  }
}
