package dev.acsgateway.cleanup;

import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Clean-up jobs, shared by all nodes. A node works on a job only while it holds the job's lease;
 * every change it makes is refused once the lease is another's. Any future may fail with {@link
 * StoreUnavailable}.
 */
public interface JobStore {

  /** Records a new job, queued. */
  Future<CleanupJob> create(String id, CleanupRequest request, Instant at);

  /** The job with this id. */
  Future<Optional<CleanupJob>> find(String id);

  /** The newest jobs, newest first. */
  Future<List<CleanupJob>> newest(int limit);

  /** Takes the lease of the oldest job that is not finished and that no node holds. */
  Future<Optional<Lease>> lease();

  /** Extends the lease; {@code false} when it is lost or the job has ended. */
  Future<Boolean> renew(Lease lease);

  /** The next candidates of the job, at most {@code limit}; empty when there are none left. */
  Future<List<UserId>> next(Lease lease, int limit);

  /**
   * Records what became of a candidate and takes it off the list; nothing when the lease is lost.
   */
  Future<Void> record(Lease lease, UserId user, CleanupOutcome outcome);

  /** Ends the job and the lease. */
  Future<Void> finish(Lease lease, CleanupState state, Instant at);

  /** Gives the lease back, so that another node may go on at once. */
  Future<Void> release(Lease lease);
}
