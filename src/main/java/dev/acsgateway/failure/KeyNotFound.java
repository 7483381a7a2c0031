package dev.acsgateway.failure;

/** No API key that can be changed here has this id. */
public final class KeyNotFound extends Failure {
  public KeyNotFound() {
    super("No API key has this id.");
  }
}
