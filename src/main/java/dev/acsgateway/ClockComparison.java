package dev.acsgateway;

import dev.acsgateway.redis.RedisStore;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Compares a node's clock with Redis's from time to time, and when it has just reached Redis. */
final class ClockComparison extends VerticleBase {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final RedisStore store;
  private final NodeClock clock;
  private long timer;

  ClockComparison(RedisStore store, NodeClock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Completes when Redis was asked once, whether it answered or not. */
  @Override
  public Future<?> start() {
    store.invalidations().onGap(this::compare);
    return compare().onComplete(compared -> arm());
  }

  private void arm() {
    timer = vertx.setTimer(INTERVAL.toMillis(), due -> compare().onComplete(compared -> arm()));
  }

  private Future<Void> compare() {
    long askedAt = clock.nanos();
    return store
        .time()
        .onSuccess(there -> clock.heardFromRedis(there, askedAt))
        .onFailure(unknown -> clock.judge())
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(timer);
    return Future.succeededFuture();
  }
}
