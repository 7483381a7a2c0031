package dev.acsgateway.quota;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;

/** Counts nothing: for where quotas are switched off. */
final class UnlimitedQuotaGovernor implements QuotaGovernor {
  @Override
  public Future<PermitGrant> acquire(Operation operation, Lane lane, int wanted) {
    return Future.succeededFuture(PermitGrant.all(wanted, 0));
  }

  @Override
  public Future<Void> recount(Operation operation, Permit permit) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> close(Operation operation, Duration retryAfter) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Map<Operation, QuotaBudget>> budgets() {
    return Future.succeededFuture(Map.of());
  }
}
