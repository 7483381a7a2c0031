package dev.acsgateway.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.random.RandomGenerator;

/**
 * Who waits for a change of a user. A note may be lost or come too early, so waiting also ends
 * after a short, jittered time.
 */
final class UserChangeWaiters {
  private static final Duration SHORTEST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofMillis(150);

  private final Vertx vertx;
  private final RandomGenerator jitter;
  private final ConcurrentMap<String, Set<Promise<Void>>> waiting = new ConcurrentHashMap<>();

  UserChangeWaiters(Vertx vertx, RandomGenerator jitter) {
    this.vertx = vertx;
    this.jitter = jitter;
  }

  /** Ends every wait for this user. */
  void wake(String userHash) {
    Set<Promise<Void>> woken = waiting.remove(userHash);
    if (woken != null) {
      woken.forEach(Promise::tryComplete);
    }
  }

  /**
   * Completes when the user changes, or after a short while, at most {@code atMost}; on the
   * caller's context, whoever told.
   */
  Future<Void> await(String userHash, Duration atMost) {
    Context context = vertx.getOrCreateContext();
    Promise<Void> changed = Promise.promise();
    waiting.computeIfAbsent(userHash, hash -> ConcurrentHashMap.newKeySet()).add(changed);
    long pause = jitter.nextLong(SHORTEST.toMillis(), LONGEST.toMillis() + 1);
    long timer =
        vertx.setTimer(
            Math.max(1, Math.min(pause, atMost.toMillis())), fired -> changed.tryComplete());
    Promise<Void> told = Promise.promise();
    changed
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              forget(userHash, changed);
              context.runOnContext(now -> told.handle(done));
            });
    return told.future();
  }

  private void forget(String userHash, Promise<Void> wait) {
    waiting.computeIfPresent(
        userHash,
        (hash, waits) -> {
          waits.remove(wait);
          return waits.isEmpty() ? null : waits;
        });
  }
}
