package dev.acsgateway.quota;

import dev.acsgateway.failure.AcsNotAsked;
import dev.acsgateway.identity.IdentityClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * ACS behind the quota: one client per lane, all lanes of a node over one set of queues. A call
 * waits for its permit, and fails with {@link AcsNotAsked} when none will be free in time; that
 * takes {@link LaneConfig#maxWait} at most, plus the time that one question to the store may take.
 */
public final class GovernedLanes {
  private final IdentityClient client;
  private final QuotaGovernor governor;
  private final QuotaQueues queues;
  private final QuotaRefusals refusals = new QuotaRefusals();

  /**
   * @param client makes one try per call
   * @param shared the count that all nodes share; while it fails, this node keeps to its local
   *     share; not asked where quotas are switched off
   */
  public GovernedLanes(
      Vertx vertx,
      IdentityClient client,
      QuotaGovernor shared,
      QuotaConfig config,
      InstantSource clock) {
    this.client = client;
    this.governor =
        config.enabled()
            ? new FallbackQuotaGovernor(shared, new LocalQuotaGovernor(config, clock))
            : new UnlimitedQuotaGovernor();
    this.queues = new QuotaQueues(vertx, governor, config, clock, refusals);
  }

  /** ACS for the calls of one lane. */
  public IdentityClient inLane(Lane lane) {
    return new GovernedIdentityClient(client, governor, queues, lane);
  }

  /**
   * Where each operation stands, as far as is known: of this node's share alone while the shared
   * count fails, of none where quotas are switched off. Never fails.
   */
  public Future<Map<Operation, QuotaBudget>> budgets() {
    return governor.budgets();
  }

  /** How many calls this node refused since its start, by reason: quota, busy, slow. */
  public Map<String, LongSupplier> refusals() {
    return refusals.byReason();
  }
}
