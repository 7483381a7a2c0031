package dev.acsgateway.emulator.control;

/** The operations of the ACS identity API, each with its own documented quota [S]. */
public enum Operation {
  /** An identity without a token. */
  CREATE(1000),
  /** An identity and its first token in one call. */
  CREATE_WITH_TOKEN(1000),
  /** A token for an identity. */
  ISSUE(1000),
  /** The end of all tokens of an identity. */
  REVOKE(500),
  /** The end of an identity. */
  DELETE(500),
  /** A token for a Teams user. */
  EXCHANGE_TEAMS_TOKEN(500);

  private final int quota;

  Operation(int quota) {
    this.quota = quota;
  }

  /** How many calls ACS documents as allowed per 30 seconds and resource. */
  public int documentedQuota() {
    return quota;
  }
}
