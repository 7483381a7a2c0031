package dev.acsgateway.token;

/** Where an answer came from; the {@code http} room writes it as RFC 9211 {@code Cache-Status}. */
public enum TokenSource {
  /** This node's near cache. */
  NEAR("near"),
  /** The cache that all nodes share. */
  SHARED("redis"),
  /** ACS, asked for this request or for one that it joined. */
  ACS("acs"),
  /** The cache, although under the minimum validity, since ACS is down. */
  STALE("stale");

  private final String label;

  TokenSource(String label) {
    this.label = label;
  }

  /** The source in metrics. */
  String label() {
    return label;
  }
}
