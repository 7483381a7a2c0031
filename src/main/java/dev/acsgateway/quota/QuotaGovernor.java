package dev.acsgateway.quota;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;

/**
 * The count of calls to ACS that all nodes share. May be used from any thread; any future may fail
 * with {@link StoreUnavailable}.
 */
public interface QuotaGovernor {

  /**
   * Takes up to {@code wanted} permits. A lane that does not get all of them is taken to ask again
   * after the pause; until then, the lanes below it get none.
   *
   * @param wanted at least 1
   */
  Future<PermitGrant> acquire(Operation operation, Lane lane, int wanted);

  /**
   * Counts a permit again, its call having ended just now: ACS counts a call when it comes, which
   * for a slow one may have been long after its permit was granted. For calls that took longer than
   * {@link QuotaConfig#spread}; the others are on the safe side already.
   */
  Future<Void> recount(Operation operation, Permit permit);

  /**
   * Closes an operation for all lanes on all nodes, since ACS answered 429. The latest call counts.
   *
   * @param retryAfter what ACS asked for
   */
  Future<Void> close(Operation operation, Duration retryAfter);

  /** Where each operation stands; a snapshot for people and metrics. */
  Future<Map<Operation, QuotaBudget>> budgets();
}
