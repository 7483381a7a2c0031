package dev.acsgateway.quota;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * This node's own share of every quota, counted in memory; the count does not leave the node. Never
 * fails. A permit that is counted again is found by when it was asked for: of those granted since
 * then the earliest moves, which is the call's own or an older one, and so holds back rather more.
 */
final class LocalQuotaGovernor implements QuotaGovernor {
  private final QuotaConfig config;
  private final InstantSource clock;
  private final Map<Operation, LocalWindow> windows;

  LocalQuotaGovernor(QuotaConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.windows =
        Arrays.stream(Operation.values())
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    it -> new LocalWindow(share(config.permits(it)), config.countedFor())));
  }

  @Override
  public Future<PermitGrant> acquire(Operation operation, Lane lane, int wanted) {
    int limit = share(config.limit(operation, lane));
    return Future.succeededFuture(window(operation).take(wanted, limit, clock.instant()));
  }

  /** Counts permits that were granted elsewhere, but to this node. */
  void count(Operation operation, int permits) {
    Instant now = clock.instant();
    for (int i = 0; i < permits; i++) {
      window(operation).count(now);
    }
  }

  @Override
  public Future<Void> recount(Operation operation, Permit permit) {
    window(operation).move(permit.askedAt(), clock.instant().minus(config.spread()));
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> close(Operation operation, Duration retryAfter) {
    window(operation).close(clock.instant().plus(retryAfter));
    return Future.succeededFuture();
  }

  @Override
  public Future<Map<Operation, QuotaBudget>> budgets() {
    Instant now = clock.instant();
    return Future.succeededFuture(
        windows.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().budget(now))));
  }

  private LocalWindow window(Operation operation) {
    return Objects.requireNonNull(windows.get(operation));
  }

  private int share(int permits) {
    return Math.max(1, (int) (permits * config.localShare()));
  }
}
