package dev.acsgateway.failure;

/** The caller showed no credential, or one that is not valid. Never used for "could not check". */
public final class Unauthenticated extends Failure {
  public Unauthenticated(String detail) {
    super(detail);
  }
}
