package dev.acsgateway.chaos;

/** What a client asks for. */
enum OperationType {
  /** A token. */
  ISSUE,
  /** A token with other scopes. */
  ISSUE_OTHER,
  REVOKE,
  ERASE,
  READ,
  /** The other access key. */
  ROTATE,
  /** A job that deletes idle users. */
  CLEAN_IDLE,
  /** A job that deletes users by name. */
  CLEAN_NAMED,
  /** A job that deletes orphans. */
  CLEAN_ORPHANS,
  PAUSE_JOB,
  RESUME_JOB,
  CANCEL_JOB;

  /** Whether it is for the admin listener of a node. */
  boolean isAdministrative() {
    return this == ROTATE || cleans() || orders();
  }

  boolean issues() {
    return this == ISSUE || this == ISSUE_OTHER;
  }

  boolean cleans() {
    return this == CLEAN_IDLE || this == CLEAN_NAMED || this == CLEAN_ORPHANS;
  }

  /** Whether it is about a job that was accepted before. */
  boolean orders() {
    return this == PAUSE_JOB || this == RESUME_JOB || this == CANCEL_JOB;
  }

  /** Whether a user whom it is about may lose the identity, however it was used. */
  boolean erases() {
    return this == ERASE || this == CLEAN_NAMED;
  }
}
