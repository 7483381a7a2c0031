package dev.acsgateway.failure;

/** ACS did not answer in time; whether it acted is unknown. */
public final class AcsTimeout extends AcsFailure {
  public AcsTimeout() {
    super("Azure Communication Services did not answer in time.");
  }
}
