package dev.acsgateway.fake;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupJob;
import dev.acsgateway.cleanup.CleanupOutcome;
import dev.acsgateway.cleanup.CleanupState;
import dev.acsgateway.cleanup.JobExecutionStore;
import dev.acsgateway.cleanup.Lease;
import dev.acsgateway.cleanup.Lease.Standing;
import dev.acsgateway.cleanup.LeasedJob;
import dev.acsgateway.fake.MemoryJobs.FailedOne;
import dev.acsgateway.fake.MemoryJobs.Held;
import dev.acsgateway.fake.MemoryJobs.Row;
import dev.acsgateway.identity.Identity;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Clean-up jobs in memory, as the nodes see them that work on them. */
final class MemoryJobExecutionStore implements JobExecutionStore {
  private final MemoryJobs jobs;
  private final Supplier<String> nonces;

  MemoryJobExecutionStore(MemoryJobs jobs, Supplier<String> nonces) {
    this.jobs = jobs;
    this.nonces = nonces;
  }

  @Override
  public Future<Optional<LeasedJob>> lease(Instant now) {
    synchronized (jobs) {
      Optional<Row> free = jobs.all().stream().filter(this::hasWork).findFirst();
      return Future.succeededFuture(free.map(row -> take(row, now)));
    }
  }

  private boolean hasWork(Row row) {
    return !row.state.isFinal() && row.state != CleanupState.PAUSED && !jobs.isWorkedOn(row);
  }

  private LeasedJob take(Row row, Instant now) {
    Lease lease = new Lease(row.id, nonces.get());
    row.lease = Optional.of(new Lock(lease.nonce(), jobs.serverNow().plus(StorePorts.LEASE)));
    if (row.state != CleanupState.PAUSING && row.state != CleanupState.CANCELLING) {
      row.state = row.planned ? CleanupState.RUNNING : CleanupState.PLANNING;
    }
    row.stretch = Optional.of(new CleanupJob.Stretch(now, row.counts.looked()));
    return new LeasedJob(lease, row.job(sample -> List.of()), row.planned, row.cursor);
  }

  /** Does something to the job unless the lease is lost. */
  private Future<Standing> held(Lease lease, Consumer<Row> step) {
    synchronized (jobs) {
      Optional<Row> row = jobs.find(lease.jobId());
      Standing standing = row.map(it -> it.standing(lease.nonce())).orElse(Standing.LOST);
      if (standing != Standing.LOST) {
        step.accept(row.orElseThrow());
      }
      return Future.succeededFuture(standing);
    }
  }

  private <T> Future<T> read(Lease lease, T none, Function<Row, T> look) {
    synchronized (jobs) {
      return Future.succeededFuture(jobs.find(lease.jobId()).map(look).orElse(none));
    }
  }

  @Override
  public Future<Standing> renew(Lease lease) {
    return held(
        lease,
        row ->
            row.lease =
                Optional.of(new Lock(lease.nonce(), jobs.serverNow().plus(StorePorts.LEASE))));
  }

  @Override
  public Future<Standing> found(
      Lease lease, String from, String to, List<Candidate> candidates, long unknown) {
    return list(lease, from, to, candidates, unknown, 0);
  }

  @Override
  public Future<Standing> counted(Lease lease, String from, String to, long candidates) {
    return list(lease, from, to, List.of(), 0, candidates);
  }

  private Future<Standing> list(
      Lease lease, String from, String to, List<Candidate> candidates, long unknown, long counted) {
    synchronized (jobs) {
      if (!jobs.find(lease.jobId()).map(row -> row.cursor.equals(from)).orElse(false)) {
        return Future.succeededFuture(Standing.LOST);
      }
      return held(
          lease,
          row -> {
            if (!row.request.dryRun()) {
              row.candidates.addAll(candidates);
            }
            candidates.forEach(each -> each.knownIdentity().ifPresent(row.identities::remove));
            row.count(candidates.size() + counted, 0, 0, unknown, 0);
            row.cursor = to;
          });
    }
  }

  @Override
  public Future<List<Candidate>> listed(Lease lease, long offset, int limit) {
    return read(
        lease, List.of(), row -> row.candidates.stream().skip(offset).limit(limit).toList());
  }

  @Override
  public Future<Set<Identity>> unmatched(Lease lease) {
    return read(lease, Set.of(), row -> Set.copyOf(row.identities));
  }

  @Override
  public Future<Standing> planned(Lease lease, List<Candidate> sample, Instant now) {
    return held(
        lease,
        row -> {
          Standing standing = row.standing(lease.nonce());
          row.planned = true;
          row.sample = List.copyOf(sample);
          row.stretch =
              row.stretch.map(stretch -> new CleanupJob.Stretch(now, stretch.lookedBefore()));
          if (standing == Standing.GO_ON) {
            row.state = CleanupState.RUNNING;
          }
          if (row.request.dryRun()) {
            row.candidates.clear();
            row.identities.clear();
          }
        });
  }

  @Override
  public Future<List<Candidate>> next(Lease lease, int limit) {
    return read(
        lease,
        List.of(),
        row -> {
          if (row.standing(lease.nonce()) == Standing.LOST) {
            return List.of();
          }
          List<Candidate> batch = row.candidates.subList(0, Math.min(limit, row.candidates.size()));
          List<Candidate> once = List.copyOf(new LinkedHashSet<>(batch));
          int twice = batch.size() - once.size();
          if (twice > 0) {
            batch.clear();
            row.candidates.addAll(0, once);
            row.count(0, 0, 0, twice, 0);
          }
          return once;
        });
  }

  @Override
  public Future<Standing> markInProgress(Lease lease, Candidate candidate, Identity identity) {
    return held(lease, row -> row.inHand.put(candidate, new Held(identity, false)));
  }

  @Override
  public Future<Standing> putBack(Lease lease, Candidate candidate) {
    return held(lease, row -> row.inHand.remove(candidate));
  }

  @Override
  public Future<Standing> record(Lease lease, Candidate candidate, CleanupOutcome outcome) {
    synchronized (jobs) {
      if (!jobs.find(lease.jobId()).map(row -> row.candidates.contains(candidate)).orElse(false)) {
        return Future.succeededFuture(Standing.LOST);
      }
      return held(
          lease,
          row -> {
            row.candidates.remove(candidate);
            switch (outcome) {
              case CleanupOutcome.Deleted(boolean alreadyGone) -> {
                row.count(0, 1, 0, 0, alreadyGone ? 1 : 0);
                row.inHand.computeIfPresent(
                    candidate, (same, held) -> new Held(held.identity(), true));
              }
              case CleanupOutcome.Skipped() -> {
                row.count(0, 0, 0, 1, 0);
                row.inHand.remove(candidate);
              }
              case CleanupOutcome.Failed(String reason) -> {
                row.count(0, 0, 1, 0, 0);
                row.failures.add(new FailedOne(candidate, reason));
                row.inHand.remove(candidate);
              }
            }
          });
    }
  }

  @Override
  public Future<List<InHand>> inHand(Lease lease) {
    return read(
        lease,
        List.of(),
        row ->
            row.inHand.entrySet().stream()
                .map(
                    each ->
                        new InHand(
                            each.getKey(), each.getValue().identity(), each.getValue().counted()))
                .toList());
  }

  @Override
  public Future<Void> settled(Lease lease, List<Candidate> candidates) {
    return read(lease, true, row -> row.inHand.keySet().removeAll(candidates)).mapEmpty();
  }

  @Override
  public Future<Void> end(Lease lease, Instant now) {
    return held(
            lease,
            row -> {
              row.lease = Optional.empty();
              if (row.planned && row.candidates.isEmpty() && row.inHand.isEmpty()) {
                row.finish(
                    CleanupState.COMPLETED, now, jobs.serverNow().plus(StorePorts.RETENTION));
              } else if (row.state == CleanupState.CANCELLING) {
                row.finish(
                    CleanupState.CANCELLED, now, jobs.serverNow().plus(StorePorts.RETENTION));
              } else {
                row.state =
                    row.state == CleanupState.PAUSING ? CleanupState.PAUSED : CleanupState.QUEUED;
              }
            })
        .mapEmpty();
  }
}
