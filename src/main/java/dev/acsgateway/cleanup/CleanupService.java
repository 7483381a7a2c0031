package dev.acsgateway.cleanup;

import dev.acsgateway.failure.CleanupNotFound;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** What operators can do with clean-up jobs. The work itself is the {@link CleanupVerticle}'s. */
public final class CleanupService {
  /** Event-bus address that tells this node's {@link CleanupVerticle} of a new job. */
  static final String WAKE_UP = "cleanup.wake-up";

  private final Vertx vertx;
  private final JobStore store;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /**
   * @param ids makes job ids: unique, safe in a path
   */
  public CleanupService(Vertx vertx, JobStore store, InstantSource clock, Supplier<String> ids) {
    this.vertx = vertx;
    this.store = store;
    this.clock = clock;
    this.ids = ids;
  }

  /** Records the job and wakes a worker; the job is safe once this completes. */
  public Future<CleanupJob> start(CleanupRequest request) {
    return store
        .create(ids.get(), request, clock.instant())
        .onSuccess(job -> vertx.eventBus().publish(WAKE_UP, job.id()));
  }

  /** The job; fails with {@link CleanupNotFound}. */
  public Future<CleanupJob> find(String id) {
    return store
        .find(id)
        .compose(
            found ->
                found
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture(new CleanupNotFound())));
  }

  /** The newest jobs, newest first. */
  public Future<List<CleanupJob>> newest(int limit) {
    return store.newest(limit);
  }
}
