package dev.acsgateway.failure;

/** The identity does not exist (any more) in this ACS resource. */
public final class IdentityNotOwned extends AcsFailure {
  public IdentityNotOwned() {
    super("The identity does not belong to this Azure Communication Services resource.");
  }
}
