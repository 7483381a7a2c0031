package dev.acsgateway.quota;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Quotas for tests: the same for every operation, reserves of 0.1 and 0.3, half as local share. */
public final class QuotaSettings {
  private QuotaSettings() {}

  /** With waits of ten seconds. */
  public static QuotaConfig of(int permits, Duration window, Duration spread) {
    return of(permits, window, spread, Duration.ofSeconds(10), 1000, 32);
  }

  public static QuotaConfig of(
      int permits,
      Duration window,
      Duration spread,
      Duration maxWait,
      int maxWaiting,
      int maxInFlight) {
    return new QuotaConfig(
        true,
        window,
        spread,
        Arrays.stream(Operation.values())
            .collect(Collectors.toMap(Function.identity(), it -> permits)),
        Map.of(
            Lane.INTERACTIVE, new LaneConfig(0, maxWait, maxWaiting, maxInFlight),
            Lane.REFRESH, new LaneConfig(0.1, maxWait, maxWaiting, maxInFlight),
            Lane.CLEANUP, new LaneConfig(0.3, maxWait, maxWaiting, maxInFlight)),
        0.5);
  }
}
