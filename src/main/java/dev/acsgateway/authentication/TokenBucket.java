package dev.acsgateway.authentication;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Allows something a few times in a row, and then only once in a while. */
final class TokenBucket {
  private final int most;
  private final Duration regain;
  private final InstantSource clock;
  private int left;
  private Instant lastRegained;

  /**
   * @param most how often in a row
   * @param regain how long it takes until it is allowed once more
   */
  TokenBucket(int most, Duration regain, InstantSource clock) {
    this.most = most;
    this.regain = regain;
    this.clock = clock;
    this.left = most;
    this.lastRegained = clock.instant();
  }

  /** Whether it is allowed now; if so, that counts. */
  synchronized boolean take() {
    Instant now = clock.instant();
    while (left < most && !lastRegained.plus(regain).isAfter(now)) {
      left++;
      lastRegained = lastRegained.plus(regain);
    }
    if (left == most) {
      lastRegained = now;
    }
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }
}
