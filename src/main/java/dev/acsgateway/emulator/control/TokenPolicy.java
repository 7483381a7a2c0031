package dev.acsgateway.emulator.control;

import java.time.Duration;

/** How tokens come and go. */
public final class TokenPolicy {
  /** How slowly ACS says revocation may spread [S]. */
  public static final Duration SLOWEST_REVOCATION = Duration.ofMinutes(15);

  private volatile Duration revocationDelay = Duration.ZERO;
  private volatile boolean encrypted;

  public TokenPolicy(boolean encrypted) {
    this.encrypted = encrypted;
  }

  /** How long a revocation takes to count, by the emulator's clock; zero unless set. */
  public Duration revocationDelay() {
    return revocationDelay;
  }

  /** Delays later revocations by up to {@link #SLOWEST_REVOCATION}. */
  public void revocationDelay(Duration delay) {
    if (delay.isNegative() || delay.compareTo(SLOWEST_REVOCATION) > 0) {
      throw new IllegalArgumentException("revocation spreads within 15 minutes: " + delay);
    }
    revocationDelay = delay;
  }

  /** Whether new tokens have five segments that no client can read. */
  public boolean encrypted() {
    return encrypted;
  }

  /** Makes new tokens of five segments, or of three again. */
  public void encrypted(boolean fiveSegments) {
    encrypted = fiveSegments;
  }
}
