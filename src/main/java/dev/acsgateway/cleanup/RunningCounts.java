package dev.acsgateway.cleanup;

/** The counts of a job as the node knows them that works on it. Safe for any thread. */
final class RunningCounts {
  private volatile CleanupCounts counts;

  RunningCounts(CleanupCounts counts) {
    this.counts = counts;
  }

  CleanupCounts now() {
    return counts;
  }

  synchronized void found(long candidates, long unknown) {
    CleanupCounts was = counts;
    counts =
        new CleanupCounts(
            was.total() + candidates,
            was.done(),
            was.failed(),
            was.skipped() + unknown,
            was.alreadyGone());
  }

  synchronized void add(CleanupOutcome outcome) {
    CleanupCounts was = counts;
    counts =
        switch (outcome) {
          case CleanupOutcome.Deleted(boolean alreadyGone) ->
              new CleanupCounts(
                  was.total(),
                  was.done() + 1,
                  was.failed(),
                  was.skipped(),
                  was.alreadyGone() + (alreadyGone ? 1 : 0));
          case CleanupOutcome.Skipped() ->
              new CleanupCounts(
                  was.total(), was.done(), was.failed(), was.skipped() + 1, was.alreadyGone());
          case CleanupOutcome.Failed(String reason) ->
              new CleanupCounts(
                  was.total(), was.done(), was.failed() + 1, was.skipped(), was.alreadyGone());
        };
  }
}
