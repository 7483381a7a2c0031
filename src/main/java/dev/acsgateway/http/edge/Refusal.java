package dev.acsgateway.http.edge;

/** Why the edge turns somebody away: a closed set, fit for labels. */
public enum Refusal {
  /** A caller over their rate limit; in a batch, each item over it. */
  RATE_LIMIT("rate-limit"),
  /** An address with too many bad credentials. */
  FAILED_AUTHENTICATION("failed-authentication"),
  /** A request while too many are under way, or the event loop is late. */
  OVERLOAD("overload"),
  /** A connection that is one too many. */
  CONNECTION("connection"),
  /** A connection whose request did not arrive in time. */
  SLOW_REQUEST("slow-request"),
  /** A page or the contract, while too many are under way. */
  DOWNLOAD("download");

  private final String label;

  Refusal(String label) {
    this.label = label;
  }

  /** The reason as metrics show it. */
  public String label() {
    return label;
  }
}
