package dev.acsgateway.failure;

/** No user owns this identity, as far as the caller may see, and it is no orphan. */
public final class IdentityNotFound extends Failure {
  public IdentityNotFound() {
    super("No user owns this identity.");
  }
}
