package dev.acsgateway.quota;

/**
 * On whose behalf a call is made, most urgent first. While a lane waits for permits, the lanes
 * below it get none, on any node.
 */
public enum Lane {
  /** Somebody waits for the answer. */
  INTERACTIVE("interactive", 0),
  /** A token is renewed ahead of its end. */
  REFRESH("refresh", 1),
  /** A clean-up job is worked off. */
  CLEANUP("cleanup", 2);

  private final String wireName;
  private final int rank;

  Lane(String wireName, int rank) {
    this.wireName = wireName;
    this.rank = rank;
  }

  /** The lane's name in the configuration and in metrics. */
  public String wireName() {
    return wireName;
  }

  /** How many lanes go before this one. */
  public int rank() {
    return rank;
  }
}
