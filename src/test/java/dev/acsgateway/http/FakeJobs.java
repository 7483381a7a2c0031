package dev.acsgateway.http;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupCounts;
import dev.acsgateway.cleanup.CleanupFailure;
import dev.acsgateway.cleanup.CleanupJob;
import dev.acsgateway.cleanup.CleanupOrder;
import dev.acsgateway.cleanup.CleanupRequest;
import dev.acsgateway.cleanup.CleanupState;
import dev.acsgateway.cleanup.CleanupTarget;
import dev.acsgateway.cleanup.JobStore;
import dev.acsgateway.failure.CleanupConflict;
import dev.acsgateway.failure.CleanupNotFound;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Clean-up jobs that are recorded and never worked off, but for failing where a test says so. */
final class FakeJobs implements JobStore {
  private final Calls calls;
  private final Map<String, CleanupJob> prepared = new ConcurrentHashMap<>();
  private final Map<String, List<Candidate>> listed = new ConcurrentHashMap<>();
  private final Map<String, CleanupJob> jobs = new LinkedHashMap<>();

  FakeJobs(Calls calls) {
    this.calls = calls;
  }

  private Future<CleanupJob> put(CleanupJob job) {
    jobs.put(job.id(), job);
    return Future.succeededFuture(job);
  }

  @Override
  public synchronized Future<Void> prepare(
      String id, CleanupRequest request, Optional<String> schedule, Instant createdAt) {
    calls.note("prepare job");
    prepared.put(
        id,
        new CleanupJob(
            id,
            request,
            schedule,
            CleanupState.QUEUED,
            CleanupCounts.NONE,
            List.of(),
            Optional.empty(),
            createdAt,
            Optional.empty()));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> add(String id, List<Candidate> candidates) {
    calls.note("add " + candidates.size());
    listed.computeIfAbsent(id, any -> new ArrayList<>()).addAll(candidates);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<CleanupJob> open(String id, Instant createdAt) {
    calls.note("open job");
    CleanupJob job = Objects.requireNonNull(prepared.get(id));
    int total = listed.getOrDefault(id, List.of()).size();
    return put(with(job, job.state(), new CleanupCounts(total, 0, 0, 0, 0)));
  }

  private static CleanupJob with(CleanupJob job, CleanupState state, CleanupCounts counts) {
    return new CleanupJob(
        job.id(),
        job.request(),
        job.schedule(),
        state,
        counts,
        job.sample(),
        job.stretch(),
        job.createdAt(),
        job.finishedAt());
  }

  @Override
  public synchronized Future<Void> discard(String id) {
    calls.note("discard job");
    prepared.remove(id);
    return Future.succeededFuture();
  }

  /** Puts a job in that was started before, waits, and has a failure. */
  synchronized void add(String id) {
    CleanupRequest request =
        new CleanupRequest(
            new CleanupTarget.Orphans(), false, Optional.empty(), Optional.empty(), true);
    put(
        new CleanupJob(
            id,
            request,
            Optional.empty(),
            CleanupState.QUEUED,
            new CleanupCounts(2, 0, 1, 0, 0),
            List.of(),
            Optional.empty(),
            Instant.EPOCH,
            Optional.empty()));
  }

  /** Ends the newest job with all of its candidates failed. */
  synchronized void failAll() {
    CleanupJob job = List.copyOf(jobs.values()).getLast();
    long total = job.counts().total();
    put(with(job, CleanupState.COMPLETED, new CleanupCounts(total, 0, total, 0, 0)));
  }

  @Override
  public synchronized Future<CleanupJob> find(String id) {
    calls.note("find job " + id);
    CleanupJob job = jobs.get(id);
    return job == null ? Future.failedFuture(new CleanupNotFound()) : Future.succeededFuture(job);
  }

  @Override
  public synchronized Future<List<CleanupJob>> newest(int limit) {
    calls.note("newest " + limit);
    return Future.succeededFuture(
        List.copyOf(jobs.values()).reversed().stream().limit(limit).toList());
  }

  @Override
  public synchronized Future<CleanupJob> order(String id, CleanupOrder order, Instant at) {
    return find(id)
        .compose(
            job ->
                job.state().isFinal()
                    ? Future.failedFuture(new CleanupConflict("It is over."))
                    : put(with(job, state(order), job.counts())));
  }

  private static CleanupState state(CleanupOrder order) {
    return switch (order) {
      case PAUSE -> CleanupState.PAUSED;
      case RESUME -> CleanupState.QUEUED;
      case CANCEL -> CleanupState.CANCELLED;
    };
  }

  @Override
  public synchronized Future<List<CleanupFailure>> failures(String id, int offset, int limit) {
    return find(id)
        .map(
            job ->
                job.state() == CleanupState.COMPLETED
                    ? listed.getOrDefault(id, List.of()).stream()
                        .skip(offset)
                        .limit(limit)
                        .map(each -> new CleanupFailure(each, name(each), "ACS said no."))
                        .toList()
                    : List.of());
  }

  /** The ledger knows users a to c. */
  private static Optional<UserId> name(Candidate candidate) {
    return Stream.of("a", "b", "c")
        .map(UserId::new)
        .filter(user -> Candidate.of(user).equals(candidate))
        .findFirst();
  }

  @Override
  public synchronized Future<CleanupJob> retry(String id) {
    return find(id)
        .compose(
            job ->
                job.counts().failed() == 0
                    ? Future.failedFuture(new CleanupConflict("Nothing failed."))
                    : put(
                        with(
                            job,
                            CleanupState.QUEUED,
                            new CleanupCounts(job.counts().total(), 0, 0, 0, 0))));
  }

  @Override
  public Future<Void> sweep(Instant now) {
    throw new UnsupportedOperationException();
  }
}
