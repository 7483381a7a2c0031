package dev.acsgateway.failure;

/** The caller is known, but may not do this. */
public final class PermissionDenied extends Failure {
  public PermissionDenied(String detail) {
    super(detail);
  }
}
