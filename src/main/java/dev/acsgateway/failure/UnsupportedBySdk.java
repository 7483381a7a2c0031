package dev.acsgateway.failure;

/** The ACS SDK that this gateway was built with cannot do this. */
public final class UnsupportedBySdk extends AcsFailure {
  /**
   * @param feature what was asked for, for example {@code a custom token lifetime}
   */
  public UnsupportedBySdk(String feature) {
    super("The ACS SDK in this build does not support " + feature + ".");
  }
}
