package dev.acsgateway.cleanup;

/**
 * How far a job is. At every moment {@code done + failed + skipped + left() = total}.
 *
 * @param total candidates, all told
 * @param done identities deleted
 * @param failed identities that could not be deleted
 * @param skipped candidates that turned out to be unknown or in use again
 * @param alreadyGone those of the {@code done} that ACS did not know any more
 */
public record CleanupCounts(long total, long done, long failed, long skipped, long alreadyGone) {
  /** Of a job that has not begun. */
  public static final CleanupCounts NONE = new CleanupCounts(0, 0, 0, 0, 0);

  /** Candidates not looked at yet. */
  public long left() {
    return total - looked();
  }

  /** Candidates looked at. */
  public long looked() {
    return done + failed + skipped;
  }

  CleanupCounts plus(CleanupCounts other) {
    return new CleanupCounts(
        total + other.total,
        done + other.done,
        failed + other.failed,
        skipped + other.skipped,
        alreadyGone + other.alreadyGone);
  }

  CleanupCounts minus(CleanupCounts other) {
    return new CleanupCounts(
        total - other.total,
        done - other.done,
        failed - other.failed,
        skipped - other.skipped,
        alreadyGone - other.alreadyGone);
  }
}
