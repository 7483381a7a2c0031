package dev.acsgateway.failure;

/**
 * The gateway speaks to another ACS resource than the one that its ledger belongs to. Nothing was
 * mixed; the gateway's operator must act.
 */
public final class WrongResource extends AcsFailure {
  private final String reason;

  /**
   * @param reason which resource is wanted and which was found, in one line for the operator
   */
  public WrongResource(String reason) {
    super("The gateway is set up for another Azure Communication Services resource.");
    this.reason = reason;
  }

  /** Which resource is wanted and which was found, in one line for the operator. */
  public String reason() {
    return reason;
  }
}
