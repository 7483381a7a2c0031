package dev.acsgateway.failure;

/** No identity is known for this user. */
public final class UserNotFound extends Failure {
  public UserNotFound() {
    super("No identity is known for this user.");
  }
}
