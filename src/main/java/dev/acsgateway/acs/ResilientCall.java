package dev.acsgateway.acs;

import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.IdentityNotOwned;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** One call of one caller with all of its tries. */
final class ResilientCall<T> {
  private final Vertx vertx;
  private final Breaker breaker;
  private final RetryPolicy repeats;
  private final InstantSource clock;
  private final Supplier<Future<T>> call;
  private final Instant started;

  ResilientCall(
      Vertx vertx,
      Breaker breaker,
      RetryPolicy repeats,
      InstantSource clock,
      Supplier<Future<T>> call) {
    this.vertx = vertx;
    this.breaker = breaker;
    this.repeats = repeats;
    this.clock = clock;
    this.call = call;
    this.started = clock.instant();
  }

  /** Makes the one try of a call that must not be repeated. */
  Future<T> once() {
    return breaker.admits() ? breaker.watch(call) : Future.failedFuture(breaker.refusal());
  }

  /** Makes as many tries as it takes and is allowed. A breaker that is open ends it at once. */
  Future<T> repeated() {
    return attempt(0);
  }

  private Future<T> attempt(int repeat) {
    return breaker.admits()
        ? breaker.watch(call).recover(failure -> again(repeat, failure))
        : Future.failedFuture(breaker.refusal());
  }

  private Future<T> again(int repeat, Throwable failure) {
    Duration elapsed = Duration.between(started, clock.instant());
    Optional<Duration> pause = repeats.pause(repeat, failure, elapsed);
    if (pause.isEmpty()) {
      return Future.failedFuture(failure);
    }
    return vertx
        .timer(Math.max(1, pause.get().toMillis()))
        .compose(over -> attempt(repeat + 1))
        .recover(later -> Future.failedFuture(combined(failure, later)));
  }

  /**
   * Only outages are repeated, so ACS may have acted in the earlier try, whatever a later one that
   * was turned down knows of; but one that says that the identity is gone has the last word.
   */
  private static Throwable combined(Throwable earlier, Throwable later) {
    boolean surelyDidNothing = later instanceof AcsFailure known && !known.mayHaveActed();
    return surelyDidNothing && !(later instanceof IdentityNotOwned) ? earlier : later;
  }
}
