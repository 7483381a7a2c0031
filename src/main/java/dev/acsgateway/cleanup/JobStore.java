package dev.acsgateway.cleanup;

import dev.acsgateway.failure.CleanupConflict;
import dev.acsgateway.failure.CleanupNotFound;
import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Clean-up jobs as operators see them. Any future may fail with {@link StoreUnavailable}; those
 * about one job fail with {@link CleanupNotFound} when there is none, and with {@link
 * CleanupConflict} when it is in no state for that.
 */
public interface JobStore {

  /**
   * Records a job that nobody sees and nobody works on before it is opened; it is forgotten when
   * that does not come soon.
   *
   * @param schedule the schedule that asks for it
   */
  Future<Void> prepare(
      String id, CleanupRequest request, Optional<String> schedule, Instant createdAt);

  /** Adds candidates to a job that is not open yet. */
  Future<Void> add(String id, List<Candidate> candidates);

  /** Makes a prepared job a job like any other: queued. */
  Future<CleanupJob> open(String id, Instant createdAt);

  /** Forgets a job that was not opened. */
  Future<Void> discard(String id);

  /** The job with this id. */
  Future<CleanupJob> find(String id);

  /** The newest jobs, newest first. */
  Future<List<CleanupJob>> newest(int limit);

  /** Orders a job about; what it is already doing is not ordered in vain. */
  Future<CleanupJob> order(String id, CleanupOrder order, Instant at);

  /** The failures of a job, in the order in which they came. */
  Future<List<CleanupFailure>> failures(String id, int offset, int limit);

  /** Makes the failures of a completed job candidates again and queues it. */
  Future<CleanupJob> retry(String id);

  /** Drops what is listed of jobs that were forgotten. */
  Future<Void> sweep(Instant now);
}
