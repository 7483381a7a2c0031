package dev.acsgateway.cleanup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A clean-up job as it stands.
 *
 * @param id names the job
 * @param request what was asked for
 * @param schedule the schedule that asked; empty when a person did
 * @param state where it stands
 * @param counts how far it is
 * @param sample some of those that a dry run found
 * @param stretch the latest stretch of work; empty before there was one
 * @param createdAt when it was asked for
 * @param finishedAt when it ended; empty while it has not
 */
public record CleanupJob(
    String id,
    CleanupRequest request,
    Optional<String> schedule,
    CleanupState state,
    CleanupCounts counts,
    List<String> sample,
    Optional<Stretch> stretch,
    Instant createdAt,
    Optional<Instant> finishedAt) {
  private static final Duration SHORTEST_STRETCH = Duration.ofSeconds(1);

  public CleanupJob {
    sample = List.copyOf(sample);
  }

  /**
   * One node's work on a job, from when it began to delete.
   *
   * @param since when that was
   * @param lookedBefore how many candidates were looked at before
   */
  public record Stretch(Instant since, long lookedBefore) {}

  /** Candidates per second in this stretch of work; empty while that cannot be told. */
  public Optional<Double> ratePerSecond(Instant now) {
    if (state != CleanupState.RUNNING) {
      return Optional.empty();
    }
    return stretch
        .filter(it -> Duration.between(it.since(), now).compareTo(SHORTEST_STRETCH) >= 0)
        .map(
            it ->
                (counts.looked() - it.lookedBefore())
                    * 1000.0
                    / Duration.between(it.since(), now).toMillis())
        .filter(rate -> rate > 0);
  }
}
