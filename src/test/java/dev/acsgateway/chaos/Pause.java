package dev.acsgateway.chaos;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Lets time pass where time passing is the point. */
final class Pause {
  private Pause() {}

  /** Returns after so long, at once when it is negative. */
  static void of(Duration time) {
    if (time.isPositive()) {
      await().pollDelay(time).atMost(time.plusSeconds(60)).until(() -> true);
    }
  }
}
