package dev.acsgateway.chaos;

import static dev.acsgateway.chaos.HistoryBuilder.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.chaos.Answer.Refused;
import dev.acsgateway.chaos.Answer.Served;
import org.junit.jupiter.api.Test;

class EverybodyIsServedAgainTest {
  private final HistoryBuilder history = new HistoryBuilder();
  private final Invariant invariant = new EverybodyIsServedAgain();

  @Test
  void isServedTheSameIdentityByAllNodes() {
    history
        .probed(0, ALICE, new Served("t1", "a", false))
        .probed(1, ALICE, new Served("t2", "a", false));
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void mayNotBeRefused() {
    history.probed(0, ALICE, new Refused(503, "store-unavailable"));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void mayNotHaveTwoIdentities() {
    history
        .probed(0, ALICE, new Served("t1", "a", false))
        .probed(1, ALICE, new Served("t2", "b", false));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }
}
