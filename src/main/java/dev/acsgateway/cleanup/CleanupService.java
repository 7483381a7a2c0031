package dev.acsgateway.cleanup;

import dev.acsgateway.failure.CleanupNotFound;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What operators can do with clean-up jobs. The work itself is the {@link CleanupVerticle}'s.
 * Futures fail as those of {@link JobStore} do.
 */
public final class CleanupService {
  /** Event-bus address that tells this node's {@link CleanupVerticle} of a job to work on. */
  static final String WAKE_UP = "cleanup.wake-up";

  private static final int MOST_LOOKED_THROUGH = 1_000;

  private final Vertx vertx;
  private final JobStore store;
  private final CleanupSpeed speed;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /**
   * @param ids makes job ids: unique, safe in a path
   */
  public CleanupService(
      Vertx vertx, JobStore store, CleanupSpeed speed, InstantSource clock, Supplier<String> ids) {
    this.vertx = vertx;
    this.store = store;
    this.speed = speed;
    this.clock = clock;
    this.ids = ids;
  }

  /** Records a job that finds its candidates by itself; it is safe once this completes. */
  public Future<CleanupJob> start(CleanupRequest request) {
    return start(request, Optional.empty());
  }

  /** The same on behalf of a schedule. */
  Future<CleanupJob> start(CleanupRequest request, Optional<String> schedule) {
    String id = ids.get();
    Instant now = clock.instant();
    return store
        .prepare(id, request, schedule, now)
        .compose(prepared -> store.open(id, now))
        .onSuccess(this::wakeUp);
  }

  /** Begins a job whose candidates are named one by one; nobody sees it before it is finished. */
  public Future<CleanupUpload> upload(CleanupRequest request) {
    String id = ids.get();
    Instant now = clock.instant();
    return store
        .prepare(id, request, Optional.empty(), now)
        .map(prepared -> new CleanupUpload(store, id, now, this::wakeUp));
  }

  /** The same with all candidates at hand. */
  public Future<CleanupJob> start(CleanupRequest request, List<Candidate> candidates) {
    return upload(request)
        .compose(upload -> upload.add(candidates).compose(added -> upload.finish()));
  }

  private void wakeUp(CleanupJob job) {
    vertx.eventBus().publish(WAKE_UP, job.id());
  }

  /** The job; fails with {@link CleanupNotFound}. */
  public Future<CleanupJob> find(String id) {
    return store.find(id);
  }

  /** The newest jobs, newest first. */
  public Future<List<CleanupJob>> newest(int limit) {
    return store.newest(limit);
  }

  /**
   * The newest of some jobs, newest first, among the newest {@value #MOST_LOOKED_THROUGH} of all.
   *
   * @param wanted tells which
   */
  public Future<List<CleanupJob>> newest(int limit, Predicate<CleanupJob> wanted) {
    return store
        .newest(MOST_LOOKED_THROUGH)
        .map(jobs -> jobs.stream().filter(wanted).limit(limit).toList());
  }

  /** Orders a job about. What is in hand is finished first, at most one batch. */
  public Future<CleanupJob> order(String id, CleanupOrder order) {
    return store.order(id, order, clock.instant()).onSuccess(this::wakeUp);
  }

  /** The failures of a job, in the order in which they came. */
  public Future<List<CleanupFailure>> failures(String id, int offset, int limit) {
    return store.find(id).compose(found -> store.failures(id, offset, limit));
  }

  /** Tries the failures of a completed job again, as the same job. */
  public Future<CleanupJob> retry(String id) {
    return store.retry(id).onSuccess(this::wakeUp);
  }

  /** How long the job will take, as far as can be told. */
  public CleanupForecast forecast(CleanupJob job) {
    return speed.forecast(job, clock.instant());
  }
}
