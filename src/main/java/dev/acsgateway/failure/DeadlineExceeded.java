package dev.acsgateway.failure;

/** The request's own deadline passed before there was an answer. */
public final class DeadlineExceeded extends Failure {
  public DeadlineExceeded() {
    super("The request's deadline passed before there was an answer.");
  }
}
