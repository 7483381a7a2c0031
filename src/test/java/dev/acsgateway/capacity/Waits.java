package dev.acsgateway.capacity;

import java.time.Duration;
import java.util.Arrays;

/** How long those waited for whom ACS was called, and how the others fared. */
final class Waits {
  private long[] millis = new long[1 << 10];
  private int waited;
  private long requests;
  private long refused;

  void served(Duration wait) {
    requests++;
    if (wait.isZero()) {
      return;
    }
    if (waited == millis.length) {
      millis = Arrays.copyOf(millis, 2 * waited);
    }
    millis[waited++] = wait.toMillis();
  }

  void refused() {
    requests++;
    refused++;
  }

  long requests() {
    return requests;
  }

  long refusals() {
    return refused;
  }

  /** The share of requests that waited for ACS. */
  double shareThatWaited() {
    return (double) waited / requests;
  }

  /**
   * The wait that this share of those who waited at all did not exceed.
   *
   * @param share 0 to 1
   */
  Duration quantile(double share) {
    long[] sorted = Arrays.copyOf(millis, waited);
    Arrays.sort(sorted);
    return Duration.ofMillis(waited == 0 ? 0 : sorted[(int) (share * (waited - 1))]);
  }
}
