package dev.acsgateway.http;

import dev.acsgateway.cleanup.CleanupCounts;
import dev.acsgateway.cleanup.CleanupJob;
import dev.acsgateway.cleanup.CleanupOutcome;
import dev.acsgateway.cleanup.CleanupRequest;
import dev.acsgateway.cleanup.CleanupState;
import dev.acsgateway.cleanup.JobStore;
import dev.acsgateway.cleanup.Lease;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Clean-up jobs that are recorded and never worked off. */
final class FakeJobs implements JobStore {
  private final Calls calls;
  private final List<CleanupJob> jobs = new CopyOnWriteArrayList<>();

  FakeJobs(Calls calls) {
    this.calls = calls;
  }

  @Override
  public Future<CleanupJob> create(String id, CleanupRequest request, Instant at) {
    calls.note("create job");
    CleanupJob job =
        new CleanupJob(
            id,
            CleanupState.QUEUED,
            new CleanupCounts(request.users().size(), 0, 0, 0),
            at,
            Optional.empty());
    jobs.addFirst(job);
    return Future.succeededFuture(job);
  }

  @Override
  public Future<Optional<CleanupJob>> find(String id) {
    calls.note("find job " + id);
    return Future.succeededFuture(jobs.stream().filter(job -> job.id().equals(id)).findFirst());
  }

  @Override
  public Future<List<CleanupJob>> newest(int limit) {
    calls.note("newest " + limit);
    return Future.succeededFuture(jobs.stream().limit(limit).toList());
  }

  @Override
  public Future<Optional<Lease>> lease() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Boolean> renew(Lease lease) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<List<UserId>> next(Lease lease, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Void> record(Lease lease, UserId user, CleanupOutcome outcome) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Void> finish(Lease lease, CleanupState state, Instant at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Void> release(Lease lease) {
    throw new UnsupportedOperationException();
  }
}
