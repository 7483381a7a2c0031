package dev.acsgateway.failure;

/** ACS finds the request itself invalid (400); a repeat cannot help. */
public final class AcsRejected extends AcsFailure {
  private final String target;

  /**
   * @param target the field that ACS names, or an empty string
   * @param message ACS's own message
   */
  public AcsRejected(String target, String message) {
    super("Azure Communication Services rejects the request: " + message);
    this.target = target;
  }

  /** The field that ACS names, or an empty string. */
  public String target() {
    return target;
  }
}
