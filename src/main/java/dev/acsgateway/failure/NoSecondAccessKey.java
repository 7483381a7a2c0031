package dev.acsgateway.failure;

/** There is no other access key to switch to. */
public final class NoSecondAccessKey extends Failure {
  public NoSecondAccessKey() {
    super("Only one access key is configured; give the other one as acs.second-access-key.");
  }
}
