package dev.acsgateway.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What the capacity model in the operations guide says of a day. ACS allows 1000 calls of an
 * operation in 30 s; the quota here is in proportion to the users, as is all that follows from it.
 * {@code -Dcapacity.users=1000000} takes the quota as it is, and a minute and a half.
 */
class SimulatedDayTest {
  private static final int USERS = Integer.getInteger("capacity.users", 50_000);
  private static final int PERMITS = USERS / 1000;

  @Test
  void aDayOfAMillionUsersStaysWithinQuotaAndHardlyAnybodyWaitsForIt() {
    SimulatedDay day = new SimulatedDay(Demand.of(USERS), PERMITS);

    Waits waits = run(day, 1);

    assertThat(day.acs.throttled()).isZero();
    assertThat(waits.refusals()).isZero();
    assertThat(waits.quantile(0.99)).isLessThan(Duration.ofSeconds(1));
    assertThat(waits.shareThatWaited()).isBetween(0.01, 0.2);
  }

  @Test
  void beyondTheQuotaSomeAreRefusedSoonAndAcsIsNeverAskedTooOften() {
    int crowd = 3;
    SimulatedDay day = new SimulatedDay(Demand.of(USERS), PERMITS / crowd);

    Waits waits = run(day, crowd);

    assertThat(day.acs.throttled()).isZero();
    assertThat(waits.refusals()).isPositive();
    assertThat(waits.quantile(1)).isLessThan(Duration.ofSeconds(10));
  }

  private static Waits run(SimulatedDay day, int millions) {
    Waits waits = day.run();
    System.out.printf(
        "A day of %d million users, as %d: %d requests, %.1f %% waited for ACS, p50 %d ms, p99 %d ms,"
            + " longest %d ms, %.2f %% refused; %d calls to ACS in two days%n",
        millions,
        USERS,
        waits.requests(),
        100 * waits.shareThatWaited(),
        waits.quantile(0.5).toMillis(),
        waits.quantile(0.99).toMillis(),
        waits.quantile(1).toMillis(),
        100.0 * waits.refusals() / waits.requests(),
        day.acs.calls());
    return waits;
  }
}
