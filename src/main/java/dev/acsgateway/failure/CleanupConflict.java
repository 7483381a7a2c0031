package dev.acsgateway.failure;

/** The clean-up job is in no state for what was asked of it. */
public final class CleanupConflict extends Failure {
  /**
   * @param detail which state it is in, and what that rules out
   */
  public CleanupConflict(String detail) {
    super(detail);
  }
}
