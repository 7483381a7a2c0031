package dev.acsgateway.redis;

import dev.acsgateway.quota.Lane;
import dev.acsgateway.quota.Operation;
import dev.acsgateway.quota.Permit;
import dev.acsgateway.quota.PermitGrant;
import dev.acsgateway.quota.QuotaBudget;
import dev.acsgateway.quota.QuotaConfig;
import dev.acsgateway.quota.QuotaGovernor;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The shared count as a log in Redis: one list per operation with the instant of every permit that
 * still counts, by the Redis server's clock. A lane with limit {@code n} gets a permit when the
 * {@code n}-th latest one no longer counts, so no sliding window of any position ever holds more
 * than the limit.
 *
 * <p>ACS does not say whether its windows are fixed or slide; who keeps to the quota in every
 * sliding window keeps to it in fixed ones as well. What was weighed:
 *
 * <ul>
 *   <li>GCRA, one number per operation: a sliding window holds up to burst + rate × window. To keep
 *       that within the quota at 98 % of its rate, the burst must be at most 2 % of it: 20 calls
 *       out of 1000, after which a burst of cold users would be paced at one call every 30 ms
 *       although the whole quota is free.
 *   <li>Counters of short slices of the window: exact on the safe side, but a permit counts up to
 *       two slices too long, and idle slices have to be walked over.
 *   <li>The log: exact to the microsecond and free to burst up to the quota. It costs one {@code
 *       LINDEX} and one {@code RPUSH} per permit and some ten bytes of memory each, which for
 *       quotas of hundreds of calls in half a minute is next to nothing. Chosen for that.
 * </ul>
 *
 * <p>Used at full demand, each permit comes back after window + spread: with the defaults, 30 /
 * 30.3 or 99 % of the quota is used. A call that took longer than the spread is counted again when
 * it ends, so that its permit comes back a window after the last moment at which ACS can have
 * counted it; it then costs its own latency instead of the spread. A node that dies with slow calls
 * under way leaves them uncounted. Losing Redis's memory (a failover to a replica that lags) loses
 * the count; then a 429 closes the operation.
 */
final class RedisQuotaGovernor implements QuotaGovernor {
  /** How much later than told a lane that waits may ask again and still go first. */
  private static final Duration GRACE = Duration.ofMillis(100);

  private final RedisCommands redis;
  private final QuotaConfig config;

  RedisQuotaGovernor(RedisCommands redis, QuotaConfig config) {
    this.redis = redis;
    this.config = config;
  }

  @Override
  public Future<PermitGrant> acquire(Operation operation, Lane lane, int wanted) {
    return redis
        .run(
            LuaScript.TAKE_PERMITS,
            List.of(log(operation), closed(operation), waiting(operation)),
            (long) wanted,
            (long) lane.rank(),
            (long) config.limit(operation, lane),
            config.countedFor().toMillis(),
            GRACE.toMillis())
        .map(
            reply ->
                new PermitGrant(
                    (int) reply.number(0), Duration.ofMillis(reply.number(1)), reply.number(2)));
  }

  @Override
  public Future<Void> recount(Operation operation, Permit permit) {
    return redis
        .run(
            LuaScript.RECOUNT_PERMIT,
            List.of(log(operation)),
            permit.stamp(),
            config.spread().toMillis(),
            config.countedFor().toMillis())
        .mapEmpty();
  }

  @Override
  public Future<Void> close(Operation operation, Duration retryAfter) {
    return redis
        .send(
            closed(operation),
            Request.cmd(Command.SET)
                .arg(closed(operation))
                .arg("429")
                .arg("PX")
                .arg(Math.max(1, retryAfter.toMillis())))
        .mapEmpty();
  }

  @Override
  public Future<Map<Operation, QuotaBudget>> budgets() {
    Map<Operation, QuotaBudget> budgets = new EnumMap<>(Operation.class);
    List<Future<Void>> readings = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      readings.add(
          budget(operation)
              .map(
                  budget -> {
                    synchronized (budgets) {
                      budgets.put(operation, budget);
                    }
                    return null;
                  }));
    }
    return Future.all(readings).map(all -> budgets);
  }

  private Future<QuotaBudget> budget(Operation operation) {
    int permits = config.permits(operation);
    return redis
        .run(
            LuaScript.READ_QUOTA,
            List.of(log(operation), closed(operation)),
            config.countedFor().toMillis())
        .map(
            reply ->
                new QuotaBudget(
                    permits,
                    Math.max(0, permits - (int) reply.number(0)),
                    Duration.ofMillis(reply.number(1))));
  }

  private static String log(Operation operation) {
    return "gw:q:{" + operation.wireName() + "}";
  }

  private static String closed(Operation operation) {
    return log(operation) + ":closed";
  }

  private static String waiting(Operation operation) {
    return log(operation) + ":waiting";
  }
}
