package dev.acsgateway.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.fake.StoreContract;
import dev.acsgateway.fake.StorePorts;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What every store keeps of {@link QuotaGovernor}. */
public abstract class QuotaGovernorContract extends StoreContract {
  private static final int QUOTA = 100;
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration SPREAD = Duration.ofMinutes(1);
  private static final QuotaConfig CONFIG = QuotaSettings.of(QUOTA, WINDOW, SPREAD);

  /** A lane that waits is waited for a little longer than it was told to wait. */
  private static final Duration GRACE = Duration.ofMillis(100);

  private QuotaGovernor governor() {
    return store.quotaGovernor(CONFIG);
  }

  private PermitGrant acquire(Lane lane, int wanted) {
    return await(governor().acquire(Operation.ISSUE, lane, wanted));
  }

  private QuotaBudget budget(Operation operation) {
    return Objects.requireNonNull(await(governor().budgets()).get(operation));
  }

  @Test
  void grantsWhatIsLeftOnAllNodesTogetherAndSaysWhenMoreComes() {
    PermitGrant first = acquire(Lane.INTERACTIVE, 60);
    assertThat(first.permits()).isEqualTo(60);
    assertThat(first.pause()).isZero();
    store.elapse(Duration.ofMinutes(4));

    try (StorePorts other = store.anotherNode("other")) {
      PermitGrant rest =
          await(other.quotaGovernor(CONFIG).acquire(Operation.ISSUE, Lane.INTERACTIVE, 60));
      assertThat(rest.permits()).isEqualTo(40);
      assertThat(rest.pause()).isBetween(Duration.ofMinutes(6), Duration.ofMinutes(7));
    }
    assertThat(budget(Operation.ISSUE)).isEqualTo(new QuotaBudget(QUOTA, 0, Duration.ZERO));
    assertThat(budget(Operation.DELETE)).isEqualTo(new QuotaBudget(QUOTA, QUOTA, Duration.ZERO));
    assertThat(acquire(Lane.INTERACTIVE, 1).permits()).isZero();
  }

  @Test
  void aPermitCountsForAWindowAndItsSpread() {
    acquire(Lane.INTERACTIVE, QUOTA);
    store.elapse(WINDOW.plus(SPREAD).minusSeconds(30));
    assertThat(acquire(Lane.INTERACTIVE, 1).permits()).isZero();
    assertThat(budget(Operation.ISSUE).remaining()).isZero();
    store.elapse(Duration.ofSeconds(30));
    assertThat(budget(Operation.ISSUE).remaining()).isEqualTo(QUOTA);
    assertThat(acquire(Lane.INTERACTIVE, QUOTA).permits()).isEqualTo(QUOTA);
  }

  @Test
  void permitsComeBackInTheOrderInWhichTheyWereGranted() {
    acquire(Lane.INTERACTIVE, 30);
    store.elapse(Duration.ofMinutes(5));
    acquire(Lane.INTERACTIVE, 70);
    store.elapse(Duration.ofMinutes(6));

    assertThat(acquire(Lane.INTERACTIVE, QUOTA).permits()).isEqualTo(30);
  }

  @Test
  void lowerLanesGetWhatTheirReserveLeaves() {
    assertThat(acquire(Lane.CLEANUP, QUOTA).permits()).isEqualTo(70);
    assertThat(acquire(Lane.REFRESH, QUOTA).permits()).isEqualTo(20);
    assertThat(acquire(Lane.INTERACTIVE, QUOTA).permits()).isEqualTo(10);
  }

  @Test
  void whileALaneWaitsTheOnesBelowItGetNone() {
    acquire(Lane.INTERACTIVE, QUOTA);
    PermitGrant waits = acquire(Lane.INTERACTIVE, 1);
    store.elapse(waits.pause());

    assertThat(acquire(Lane.REFRESH, 1).permits()).as("the upper lane goes first").isZero();
    assertThat(acquire(Lane.INTERACTIVE, 1).permits()).isOne();
    store.elapse(GRACE.plus(GRACE));
    assertThat(acquire(Lane.REFRESH, 1).permits()).isOne();
  }

  @Test
  void aLaneThatWaitsHoldsUpNoUpperOne() {
    acquire(Lane.CLEANUP, 70);
    assertThat(acquire(Lane.CLEANUP, 1).pause()).isPositive();

    assertThat(acquire(Lane.REFRESH, 20).permits()).isEqualTo(20);
    assertThat(acquire(Lane.INTERACTIVE, 10).permits()).isEqualTo(10);
  }

  @Test
  void operationsAreCountedApart() {
    acquire(Lane.INTERACTIVE, QUOTA);
    acquire(Lane.INTERACTIVE, 1);
    await(governor().close(Operation.ISSUE, Duration.ofMinutes(1)));

    assertThat(await(governor().acquire(Operation.REVOKE, Lane.CLEANUP, 70)).permits())
        .isEqualTo(70);
  }

  @Test
  void aClosedOperationGrantsNothingUntilItOpens() {
    Duration retryAfter = Duration.ofMinutes(2);
    await(governor().close(Operation.ISSUE, retryAfter));

    PermitGrant closed = acquire(Lane.INTERACTIVE, 1);
    assertThat(closed.permits()).isZero();
    assertThat(closed.pause()).isBetween(Duration.ofMinutes(1), retryAfter);
    assertThat(budget(Operation.ISSUE).remaining()).isEqualTo(QUOTA);
    assertThat(budget(Operation.ISSUE).closedFor()).isBetween(Duration.ofMinutes(1), retryAfter);
    store.elapse(retryAfter);
    assertThat(budget(Operation.ISSUE).closedFor()).isZero();
    assertThat(acquire(Lane.INTERACTIVE, 1).permits()).isOne();
  }

  @Test
  void theLatest429Counts() {
    await(governor().close(Operation.ISSUE, Duration.ofMinutes(5)));
    await(governor().close(Operation.ISSUE, Duration.ofMinutes(1)));
    store.elapse(Duration.ofMinutes(1));

    assertThat(acquire(Lane.INTERACTIVE, 1).permits()).isOne();
  }

  @Test
  void aPermitThatIsCountedAgainCountsFromTheEndOfItsCallLessTheSpread() {
    PermitGrant slow = acquire(Lane.INTERACTIVE, 1);
    store.elapse(Duration.ofMinutes(5));
    acquire(Lane.INTERACTIVE, QUOTA - 1);
    // The test's own steps must not change by what name the store knows the permit.
    long stamp = slow.stamp() - Duration.ofMinutes(5).toNanos() / 1000;
    await(governor().recount(Operation.ISSUE, new Permit(stampOf(slow, stamp), Instant.EPOCH)));

    assertThat(budget(Operation.ISSUE).remaining()).as("once, not twice").isZero();
    store.elapse(Duration.ofMinutes(9).plusSeconds(30));
    assertThat(budget(Operation.ISSUE).remaining()).as("it ended five minutes later").isZero();
    store.elapse(Duration.ofMinutes(1));
    assertThat(budget(Operation.ISSUE).remaining()).isOne();
    store.elapse(Duration.ofSeconds(30));
    assertThat(budget(Operation.ISSUE).remaining()).isEqualTo(QUOTA);
  }

  /**
   * Returns how the store knows a permit by now.
   *
   * @param aged what it is called where time is let pass by ageing the permits
   */
  protected abstract long stampOf(PermitGrant grant, long aged);

  @Test
  void aPermitThatNoLongerCountsCountsAgain() {
    await(governor().recount(Operation.ISSUE, new Permit(1, Instant.EPOCH)));

    assertThat(budget(Operation.ISSUE).remaining()).isEqualTo(QUOTA - 1);
    assertThat(acquire(Lane.INTERACTIVE, QUOTA).permits()).isEqualTo(QUOTA - 1);
  }
}
