package dev.acsgateway.failure;

/** No clean-up job has this id, or it was forgotten after its retention time. */
public final class CleanupNotFound extends Failure {
  public CleanupNotFound() {
    super("No clean-up job has this id.");
  }
}
