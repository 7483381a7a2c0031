package dev.acsgateway.cleanup;

/** What became of one candidate. */
public sealed interface CleanupOutcome {

  /**
   * Its identity is deleted at ACS.
   *
   * @param alreadyGone whether ACS did not know it any more
   */
  record Deleted(boolean alreadyGone) implements CleanupOutcome {}

  /** It owns no identity, or is in use again. */
  record Skipped() implements CleanupOutcome {}

  /**
   * It could not be deleted.
   *
   * @param reason why, in one sentence that names no secret
   */
  record Failed(String reason) implements CleanupOutcome {}
}
