package dev.acsgateway.cleanup;

/**
 * How far a job is. At every moment {@code done + failed + skipped + left() = total}.
 *
 * @param total candidates, all told
 * @param done identities deleted
 * @param failed identities that could not be deleted
 * @param skipped candidates that turned out to be unknown or in use again
 */
public record CleanupCounts(long total, long done, long failed, long skipped) {
  /** Candidates not looked at yet. */
  public long left() {
    return total - done - failed - skipped;
  }
}
