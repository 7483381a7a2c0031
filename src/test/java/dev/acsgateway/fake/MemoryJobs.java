package dev.acsgateway.fake;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupCounts;
import dev.acsgateway.cleanup.CleanupJob;
import dev.acsgateway.cleanup.CleanupRequest;
import dev.acsgateway.cleanup.CleanupState;
import dev.acsgateway.cleanup.Lease.Standing;
import dev.acsgateway.identity.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Clean-up jobs of the in-memory store. Whoever works on them holds this object's monitor. */
final class MemoryJobs {
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private Instant serverNow = Instant.parse("2020-01-01T00:00:00Z");

  /** A candidate whose deletion has begun. */
  record Held(Identity identity, boolean counted) {}

  /** A candidate that could not be deleted. */
  record FailedOne(Candidate candidate, String reason) {}

  /** One job. */
  static final class Row {
    final String id;
    final CleanupRequest request;
    final Optional<String> schedule;
    final Instant createdAt;
    boolean open;
    boolean planned;
    String cursor = "";
    CleanupState state = CleanupState.QUEUED;
    CleanupCounts counts = CleanupCounts.NONE;
    List<Candidate> sample = List.of();
    Optional<CleanupJob.Stretch> stretch = Optional.empty();
    Optional<Instant> finishedAt = Optional.empty();
    Optional<Lock> lease = Optional.empty();
    Optional<Instant> forgottenAt = Optional.empty();
    final List<Candidate> candidates = new ArrayList<>();
    final Set<Identity> identities = new LinkedHashSet<>();
    final Map<Candidate, Held> inHand = new LinkedHashMap<>();
    final List<FailedOne> failures = new ArrayList<>();

    Row(String id, CleanupRequest request, Optional<String> schedule, Instant createdAt) {
      this.id = id;
      this.request = request;
      this.schedule = schedule;
      this.createdAt = createdAt;
    }

    void count(long total, long done, long failed, long skipped, long gone) {
      counts =
          new CleanupCounts(
              counts.total() + total,
              counts.done() + done,
              counts.failed() + failed,
              counts.skipped() + skipped,
              counts.alreadyGone() + gone);
    }

    /** It is over and keeps nothing to work on. */
    void finish(CleanupState how, Instant now, Instant forgottenAt) {
      state = how;
      finishedAt = Optional.of(now);
      candidates.clear();
      identities.clear();
      this.forgottenAt = Optional.of(forgottenAt);
    }

    Standing standing(String nonce) {
      if (!Lock.holds(lease, nonce)) {
        return Standing.LOST;
      }
      return state == CleanupState.PLANNING || state == CleanupState.RUNNING
          ? Standing.GO_ON
          : Standing.STOP;
    }

    CleanupJob job(Function<List<Candidate>, List<String>> names) {
      return new CleanupJob(
          id,
          request,
          schedule,
          state,
          counts,
          names.apply(sample),
          stretch,
          createdAt,
          finishedAt);
    }
  }

  synchronized void elapse(Duration time) {
    serverNow = serverNow.plus(time);
    rows.values().removeIf(row -> row.forgottenAt.filter(at -> !at.isAfter(serverNow)).isPresent());
  }

  Instant serverNow() {
    return serverNow;
  }

  void put(Row row) {
    rows.put(row.id, row);
  }

  void remove(String id) {
    rows.remove(id);
  }

  Optional<Row> find(String id) {
    return Optional.ofNullable(rows.get(id));
  }

  /** Open jobs, oldest first. */
  List<Row> all() {
    return rows.values().stream()
        .filter(row -> row.open)
        .sorted(Comparator.comparing((Row row) -> row.createdAt).thenComparing(row -> row.id))
        .toList();
  }

  boolean isWorkedOn(Row row) {
    return Lock.remaining(row.lease, serverNow).isPositive();
  }
}
