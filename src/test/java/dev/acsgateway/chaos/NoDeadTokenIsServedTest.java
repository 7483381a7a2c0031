package dev.acsgateway.chaos;

import static dev.acsgateway.chaos.HistoryBuilder.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.chaos.ChaosFault.NodePaused;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NoDeadTokenIsServedTest {
  private final HistoryBuilder history = new HistoryBuilder();
  private final Invariant invariant = new NoDeadTokenIsServed();

  @Test
  void aTokenMayDieWhileItIsOnItsWay() {
    history.served(0, 0, ALICE, "token", "a").dies("token", 5);
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void noneMayBeServedThatDiedBefore() {
    history.served(0, 0, ALICE, "token", "a").dies("token", -5);
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void norOneThatAcsNeverMade() {
    history.served(0, 0, ALICE, "token", "a").unheardOf("token");
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void aNodeThatIsCutOffMayServeWhatItRemembersForAWhile() {
    history.cutOff(0, 5_000, 0).servedNear(1_500, 0, ALICE, "token", "a").dies("token", 100);
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void butNoLongerThanItMayRemember() {
    history.cutOff(0, 5_000, 0).servedNear(2_500, 0, ALICE, "token", "a").dies("token", 100);
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void norWhatItHasFromElsewhere() {
    history.cutOff(0, 5_000, 0).served(1_500, 0, ALICE, "token", "a").dies("token", 100);
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void norMayAnotherNode() {
    history.cutOff(0, 5_000, 1).servedNear(1_500, 0, ALICE, "token", "a").dies("token", 100);
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void norOneThatOnlyStoodStill() {
    history
        .spell(0, 5_000, new NodePaused(0, Duration.ofSeconds(5)))
        .servedNear(1_500, 0, ALICE, "token", "a")
        .dies("token", 100);
    assertThat(history.breaches(invariant)).isNotEmpty();
  }
}
