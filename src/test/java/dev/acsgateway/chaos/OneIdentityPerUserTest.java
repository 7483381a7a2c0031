package dev.acsgateway.chaos;

import static dev.acsgateway.chaos.HistoryBuilder.ALICE;
import static dev.acsgateway.chaos.HistoryBuilder.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.chaos.Answer.Done;
import dev.acsgateway.chaos.Answer.Silence;
import org.junit.jupiter.api.Test;

class OneIdentityPerUserTest {
  private final HistoryBuilder history = new HistoryBuilder();
  private final Invariant invariant = new OneIdentityPerUser();

  @Test
  void anotherOneMayComeAfterAnErasure() {
    history
        .served(0, 0, ALICE, "t1", "a")
        .asked(20, 1, OperationType.ERASE, ALICE, new Silence("killed"))
        .served(40, 0, ALICE, "t2", "b");
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void noOtherMayComeOfItself() {
    history.served(0, 0, ALICE, "t1", "a").served(40, 0, ALICE, "t2", "b");
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void norAfterAnErasureOfSomebodyElse() {
    history
        .served(0, 0, ALICE, "t1", "a")
        .asked(20, 1, OperationType.ERASE, BOB, new Done())
        .served(40, 0, ALICE, "t2", "b");
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void theFirstMayNotComeBack() {
    history
        .served(0, 0, ALICE, "t1", "a")
        .asked(20, 1, OperationType.ERASE, ALICE, new Done())
        .served(40, 0, ALICE, "t2", "b")
        .served(60, 0, ALICE, "t1", "a");
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void butForANodeThatIsCutOff() {
    history
        .cutOff(10, 100, 2)
        .served(0, 0, ALICE, "t1", "a")
        .asked(20, 1, OperationType.ERASE, ALICE, new Done())
        .served(40, 0, ALICE, "t2", "b")
        .served(60, 2, ALICE, "t1", "a");
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void twoUsersMayNotShareOne() {
    history.served(0, 0, ALICE, "t1", "a").served(40, 0, BOB, "t2", "a");
    assertThat(history.breaches(invariant)).isNotEmpty();
  }
}
