package dev.acsgateway.cleanup;

import static io.vertx.core.Future.await;

import dev.acsgateway.failure.Failure;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.identity.IdentityClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes clean-up jobs on, one at a time, whoever started them. Deployed on a virtual thread, so
 * that the work reads as a sequence; it stops when what is in hand is finished.
 */
public final class CleanupVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(CleanupVerticle.class);

  private final JobStore store;
  private final JobExecutionStore jobs;
  private final CleanupLedger ledger;
  private final IdentityClient acs;
  private final CleanupConfig config;
  private final InstantSource clock;

  private Future<Void> work = Future.succeededFuture();
  private final ReentrantLock changeOfRun = new ReentrantLock();
  private volatile @Nullable JobRun run;
  private CleanupCounts before = CleanupCounts.NONE;
  private volatile boolean stopping;
  private long timer;

  /**
   * @param acs ACS in the lane of clean-up
   */
  public CleanupVerticle(
      JobStore store,
      JobExecutionStore jobs,
      CleanupLedger ledger,
      IdentityClient acs,
      CleanupConfig config,
      InstantSource clock) {
    this.store = store;
    this.jobs = jobs;
    this.ledger = ledger;
    this.acs = acs;
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
    JobRun running = run;
    if (running != null) {
      running.stop();
    }
    return work;
  }

  /** How far the job is that this node works on; empty while it works on none. Any thread. */
  public Optional<CleanupCounts> progress() {
    return Optional.ofNullable(run).map(JobRun::counts);
  }

  /**
   * Returns what this node has added to the counts of all jobs since it started. Never decreases.
   * Any thread.
   */
  public CleanupCounts finished() {
    changeOfRun.lock();
    try {
      JobRun running = run;
      return running == null ? before : before.plus(running.added());
    } finally {
      changeOfRun.unlock();
    }
  }

  /** Works until no job is left. */
  private void workOff() {
    if (stopping || !work.isComplete()) {
      return;
    }
    Promise<Void> done = Promise.promise();
    work = done.future();
    try {
      Optional<LeasedJob> next = await(jobs.lease(clock.instant()));
      while (next.isPresent() && !stopping) {
        workOn(next.get());
        next = await(jobs.lease(clock.instant()));
      }
      next.ifPresent(unwanted -> await(jobs.end(unwanted.lease(), clock.instant())));
      await(store.sweep(clock.instant()));
    } catch (StoreUnavailable e) {
      log.debug("Clean-up waits for the store: {}", e.reason());
    } catch (Failure e) {
      log.warn("Clean-up pauses: {}", e.detail());
    } finally {
      done.complete();
    }
  }

  private void workOn(LeasedJob job) {
    JobRun running = new JobRun(vertx, jobs, ledger, acs, config, clock, job);
    run = running;
    try {
      if (stopping) {
        running.stop();
      }
      running.run();
    } finally {
      endOf(running);
    }
  }

  /**
   * One step for {@link #finished()}, which would count the run twice or not at all between two.
   */
  private void endOf(JobRun running) {
    changeOfRun.lock();
    try {
      before = before.plus(running.added());
      run = null;
    } finally {
      changeOfRun.unlock();
    }
  }
}
