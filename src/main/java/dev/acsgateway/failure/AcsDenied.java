package dev.acsgateway.failure;

/** ACS refuses the gateway's own credentials (401 or 403 other than {@link IdentityNotOwned}). */
public final class AcsDenied extends AcsFailure {
  private final String reason;

  /**
   * @param reason ACS's error code and message, for the log
   */
  public AcsDenied(String reason) {
    super("Azure Communication Services refuses the gateway's credentials; its operator must act.");
    this.reason = reason;
  }

  /** ACS's error code and message, for the log. */
  public String reason() {
    return reason;
  }
}
