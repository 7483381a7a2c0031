package dev.acsgateway.fake;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupFailure;
import dev.acsgateway.cleanup.CleanupJob;
import dev.acsgateway.cleanup.CleanupOrder;
import dev.acsgateway.cleanup.CleanupRequest;
import dev.acsgateway.cleanup.CleanupState;
import dev.acsgateway.cleanup.JobStore;
import dev.acsgateway.failure.CleanupConflict;
import dev.acsgateway.failure.CleanupNotFound;
import dev.acsgateway.failure.Failure;
import dev.acsgateway.fake.MemoryJobs.FailedOne;
import dev.acsgateway.fake.MemoryJobs.Row;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Clean-up jobs in memory, as operators see them. */
final class MemoryJobStore implements JobStore {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final MemoryJobs jobs;
  private final MemoryUsers users;

  MemoryJobStore(MemoryJobs jobs, MemoryUsers users) {
    this.jobs = jobs;
    this.users = users;
  }

  private <T> Future<T> answer(Supplier<T> result) {
    synchronized (jobs) {
      try {
        return Future.succeededFuture(result.get());
      } catch (Failure e) {
        return Future.failedFuture(e);
      }
    }
  }

  private Row opened(String id) {
    return jobs.find(id).filter(row -> row.open).orElseThrow(CleanupNotFound::new);
  }

  private Row prepared(String id) {
    return jobs.find(id).filter(row -> !row.open).orElseThrow(CleanupNotFound::new);
  }

  private CleanupJob job(Row row) {
    return row.job(sample -> sample.stream().map(this::name).flatMap(Optional::stream).toList());
  }

  private Optional<String> name(Candidate candidate) {
    return switch (candidate) {
      case Candidate.Loose(Identity identity, Optional<Integer> shard) ->
          Optional.of(identity.id());
      case Candidate.OfUser user -> user(user).map(UserId::value);
    };
  }

  private Optional<UserId> user(Candidate candidate) {
    synchronized (users) {
      return candidate instanceof Candidate.OfUser(String hash, Optional<Identity> identity)
          ? users.row(hash).map(row -> row.user)
          : Optional.empty();
    }
  }

  @Override
  public Future<Void> prepare(
      String id, CleanupRequest request, Optional<String> schedule, Instant createdAt) {
    return answer(
            () -> {
              Row row = new Row(id, request, schedule, createdAt);
              row.forgottenAt = Optional.of(jobs.serverNow().plus(PATIENCE));
              jobs.put(row);
              return row;
            })
        .mapEmpty();
  }

  @Override
  public Future<Void> add(String id, List<Candidate> candidates) {
    return answer(
            () -> {
              Row row = prepared(id);
              for (Candidate candidate : candidates) {
                if (candidate instanceof Candidate.Loose(Identity identity, var shard)) {
                  row.identities.add(identity);
                } else {
                  row.candidates.add(candidate);
                }
              }
              row.forgottenAt = Optional.of(jobs.serverNow().plus(PATIENCE));
              return row;
            })
        .mapEmpty();
  }

  @Override
  public Future<CleanupJob> open(String id, Instant createdAt) {
    return answer(
        () -> {
          Row row = prepared(id);
          row.open = true;
          row.count(row.candidates.size(), 0, 0, 0, 0);
          row.forgottenAt = Optional.empty();
          return job(row);
        });
  }

  @Override
  public Future<Void> discard(String id) {
    return answer(
            () -> {
              jobs.remove(id);
              return id;
            })
        .mapEmpty();
  }

  @Override
  public Future<CleanupJob> find(String id) {
    return answer(() -> job(opened(id)));
  }

  @Override
  public Future<List<CleanupJob>> newest(int limit) {
    return answer(() -> jobs.all().reversed().stream().limit(limit).map(this::job).toList());
  }

  @Override
  public Future<CleanupJob> order(String id, CleanupOrder order, Instant at) {
    return answer(
        () -> {
          Row row = opened(id);
          if (row.state.isFinal()
              || (row.state == CleanupState.CANCELLING && order != CleanupOrder.CANCEL)) {
            throw new CleanupConflict("The job is " + row.state.wireName() + ".");
          }
          boolean halfDone = jobs.isWorkedOn(row) || !row.inHand.isEmpty();
          switch (order) {
            case PAUSE -> {
              if (row.state != CleanupState.PAUSED) {
                row.state = halfDone ? CleanupState.PAUSING : CleanupState.PAUSED;
              }
            }
            case RESUME -> resume(row);
            case CANCEL -> {
              if (halfDone) {
                row.state = CleanupState.CANCELLING;
              } else {
                row.finish(CleanupState.CANCELLED, at, jobs.serverNow().plus(StorePorts.RETENTION));
              }
            }
          }
          return job(row);
        });
  }

  private void resume(Row row) {
    if (row.state == CleanupState.PAUSING && jobs.isWorkedOn(row)) {
      row.state = row.planned ? CleanupState.RUNNING : CleanupState.PLANNING;
    } else if (row.state == CleanupState.PAUSING || row.state == CleanupState.PAUSED) {
      row.state = CleanupState.QUEUED;
    }
  }

  @Override
  public Future<List<CleanupFailure>> failures(String id, int offset, int limit) {
    return answer(
        () ->
            jobs.find(id).map(row -> row.failures).orElse(List.of()).stream()
                .skip(offset)
                .limit(limit)
                .map(
                    each ->
                        new CleanupFailure(each.candidate(), user(each.candidate()), each.reason()))
                .toList());
  }

  @Override
  public Future<CleanupJob> retry(String id) {
    return answer(
        () -> {
          Row row = opened(id);
          if (row.state != CleanupState.COMPLETED || row.failures.isEmpty()) {
            throw new CleanupConflict("The job is " + row.state.wireName() + ".");
          }
          row.failures.stream().map(FailedOne::candidate).forEach(row.candidates::add);
          row.count(0, 0, -row.failures.size(), 0, 0);
          row.failures.clear();
          row.state = CleanupState.QUEUED;
          row.finishedAt = Optional.empty();
          row.forgottenAt = Optional.empty();
          return job(row);
        });
  }

  /** Nothing is listed here that was forgotten. */
  @Override
  public Future<Void> sweep(Instant now) {
    return Future.succeededFuture();
  }
}
