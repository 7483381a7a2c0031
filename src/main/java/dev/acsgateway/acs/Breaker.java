package dev.acsgateway.acs;

import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.AcsNotAsked;
import dev.acsgateway.failure.AcsRejected;
import dev.acsgateway.failure.AcsSuspended;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsTimeout;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.failure.IdentityNotOwned;
import dev.acsgateway.failure.UnsupportedBySdk;
import dev.acsgateway.failure.WrongResource;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The breaker of one operation. Outages count against ACS; any answer, welcome or not, counts for
 * it; a 429 and what never left the gateway say nothing, and neither does a call that was begun
 * before the breaker last turned: it tells of the past.
 */
final class Breaker {
  private final CircuitBreaker breaker;
  private final Duration open;
  private final InstantSource clock;
  private volatile Instant turnedAt = Instant.MIN;
  private volatile int turns;

  Breaker(String name, BreakerConfig config, InstantSource clock) {
    this.open = config.open();
    this.clock = clock;
    this.breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .failureRateThreshold((float) (config.failureRate() * 100))
                .slidingWindowSize(config.calls())
                .minimumNumberOfCalls(config.minimumCalls())
                .waitDurationInOpenState(config.open())
                .permittedNumberOfCallsInHalfOpenState(config.trials())
                .clock(clock.withZone(ZoneOffset.UTC))
                .build());
    breaker.getEventPublisher().onStateTransition(event -> turned());
  }

  private synchronized void turned() {
    turnedAt = clock.instant();
    turns++;
  }

  BreakerState state() {
    return switch (breaker.getState()) {
      case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
      case OPEN, FORCED_OPEN -> BreakerState.OPEN;
      case HALF_OPEN -> BreakerState.HALF_OPEN;
    };
  }

  /**
   * Whether calls failed lately and none has succeeded since. After twice the pause it is over: had
   * anybody asked, the breaker would have turned again.
   */
  boolean failedLately() {
    return state() != BreakerState.CLOSED
        && clock.instant().isBefore(turnedAt.plus(open).plus(open));
  }

  /** Whether a call may be made now; if so, {@link #watch} must follow. */
  boolean admits() {
    return breaker.tryAcquirePermission() || admitsNewTrials();
  }

  /**
   * Trials that ACS leaves unanswered must not keep it shut until they time out: after as long as
   * it stays open, others are let through, and whatever becomes of the old ones is the past.
   */
  private synchronized boolean admitsNewTrials() {
    if (breaker.getState() != CircuitBreaker.State.HALF_OPEN
        || clock.instant().isBefore(turnedAt.plus(open))) {
      return false;
    }
    breaker.transitionToHalfOpenState();
    turned();
    return breaker.tryAcquirePermission();
  }

  /** The failure of a call that is not admitted. It was surely not made. */
  AcsSuspended refusal() {
    Duration left = Duration.between(clock.instant(), turnedAt.plus(open));
    return new AcsSuspended(left.isPositive() ? left : open);
  }

  /** Makes a call that was admitted and takes note of how it ends. */
  <T> Future<T> watch(Supplier<Future<T>> call) {
    int begun = turns;
    return call.get()
        .onComplete(
            result -> {
              if (begun != turns) {
                return;
              }
              if (result.succeeded()) {
                breaker.onSuccess(0, TimeUnit.NANOSECONDS);
              } else {
                note(result.cause());
              }
            });
  }

  private void note(Throwable failure) {
    if (!(failure instanceof AcsFailure known)) {
      breaker.releasePermission();
      return;
    }
    switch (known) {
      case AcsUnavailable outage -> breaker.onError(0, TimeUnit.NANOSECONDS, outage);
      case AcsTimeout outage -> breaker.onError(0, TimeUnit.NANOSECONDS, outage);
      case AcsDenied answer -> breaker.onSuccess(0, TimeUnit.NANOSECONDS);
      case AcsRejected answer -> breaker.onSuccess(0, TimeUnit.NANOSECONDS);
      case IdentityNotOwned answer -> breaker.onSuccess(0, TimeUnit.NANOSECONDS);
      case AcsThrottled silent -> breaker.releasePermission();
      case AcsNotAsked silent -> breaker.releasePermission();
      case AcsSuspended silent -> breaker.releasePermission();
      case UnsupportedBySdk silent -> breaker.releasePermission();
      case WrongResource silent -> breaker.releasePermission();
    }
  }
}
