package dev.acsgateway.cleanup;

import static io.vertx.core.Future.await;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.acsgateway.failure.AcsSuspended;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.failure.Failure;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.failure.UserNotFound;
import dev.acsgateway.identity.Fence;
import dev.acsgateway.identity.IdentityLedger;
import dev.acsgateway.identity.IdentityService;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works clean-up jobs off, one at a time. Deployed on a virtual thread, so that the work reads as a
 * sequence; it stops between two candidates.
 */
public final class CleanupVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(CleanupVerticle.class);
  private static final int BATCH = 50;
  private static final int TRIES = 5;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

  private final JobStore store;
  private final IdentityLedger ledger;
  private final IdentityService identities;
  private final CleanupConfig config;
  private final InstantSource clock;

  private Future<Void> work = Future.succeededFuture();
  private volatile boolean stopping;
  private long timer;

  public CleanupVerticle(
      JobStore store,
      IdentityLedger ledger,
      IdentityService identities,
      CleanupConfig config,
      InstantSource clock) {
    this.store = store;
    this.ledger = ledger;
    this.identities = identities;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    MessageConsumer<String> wakeUps = vertx.eventBus().consumer(CleanupService.WAKE_UP);
    wakeUps.handler(message -> workOff());
    timer = vertx.setPeriodic(0, config.pollInterval().toMillis(), tick -> workOff());
    return wakeUps.completion();
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    vertx.cancelTimer(timer);
    return work;
  }

  /** Works until no job is left. */
  private void workOff() {
    if (stopping || !work.isComplete()) {
      return;
    }
    Promise<Void> done = Promise.promise();
    work = done.future();
    try {
      while (!stopping) {
        Optional<Lease> lease = await(store.lease());
        if (lease.isEmpty()) {
          return;
        }
        work(lease.get());
      }
    } catch (StoreUnavailable e) {
      log.debug("Clean-up waits for the store: {}", e.reason());
    } catch (Failure e) {
      log.warn("Clean-up pauses: {}", e.detail());
    } finally {
      done.complete();
    }
  }

  private void work(Lease lease) {
    log.info("Clean-up job {} starts", lease.jobId());
    List<UserId> batch = await(store.next(lease, BATCH));
    while (!batch.isEmpty()) {
      for (UserId user : batch) {
        if (stopping) {
          await(store.release(lease));
          return;
        }
        if (!await(store.renew(lease))) {
          return;
        }
        await(store.record(lease, user, cleanUp(lease, user)));
      }
      batch = await(store.next(lease, BATCH));
    }
    await(store.finish(lease, CleanupState.COMPLETED, clock.instant()));
    log.info("Clean-up job {} is complete", lease.jobId());
  }

  private CleanupOutcome cleanUp(Lease lease, UserId user) {
    try {
      Fence fence = await(ledger.beginDeletion(user));
      deletePatiently(lease, fence);
      return new CleanupOutcome.Deleted();
    } catch (UserNotFound e) {
      return new CleanupOutcome.Skipped();
    } catch (Failure e) {
      return new CleanupOutcome.Failed(e.detail());
    }
  }

  /** An ACS that asks for a pause is no reason to give a candidate up. */
  private void deletePatiently(Lease lease, Fence fence) {
    int triesLeft = TRIES;
    while (true) {
      try {
        await(identities.delete(fence));
        return;
      } catch (Failure failure) {
        Optional<Duration> pause = pauseAsked(failure);
        triesLeft--;
        if (pause.isEmpty() || triesLeft == 0 || stopping) {
          throw failure;
        }
        await(vertx.timer(shorter(pause.get(), longestPause()).toMillis(), MILLISECONDS));
        if (!await(store.renew(lease))) {
          throw failure;
        }
      }
    }
  }

  private static Optional<Duration> pauseAsked(Failure failure) {
    return switch (failure) {
      case AcsThrottled throttled -> Optional.of(throttled.retryAfter());
      case AcsSuspended suspended -> Optional.of(suspended.retryAfter());
      case AcsUnavailable unavailable -> Optional.of(unavailable.retryAfter());
      default -> Optional.empty();
    };
  }

  /** So that the lease is renewed well before it runs out. */
  private Duration longestPause() {
    return config.lease().dividedBy(3);
  }

  private static Duration shorter(Duration a, Duration b) {
    Duration atLeast = a.isPositive() ? a : SHORTEST_PAUSE;
    return atLeast.compareTo(b) < 0 ? atLeast : b;
  }
}
