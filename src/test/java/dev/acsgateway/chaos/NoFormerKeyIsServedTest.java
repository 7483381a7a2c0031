package dev.acsgateway.chaos;

import static dev.acsgateway.chaos.HistoryBuilder.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoFormerKeyIsServedTest {
  private final HistoryBuilder history = new HistoryBuilder();
  private final Invariant invariant = new NoFormerKeyIsServed();

  private HistoryBuilder rotated(int begun, String current, String former) {
    return history.asked(begun, 0, OperationType.ROTATE, "", new Answer.Rotated(current, former));
  }

  @Test
  void noTokenOfTheFormerKeyMayBeServedOnceTheRotationIsAnswered() {
    rotated(0, "b", "a").served(5_000, 1, ALICE, "token", "i").madeWith("token", "a");
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void oneOfTheNewKeyMayBe() {
    rotated(0, "b", "a").served(5_000, 1, ALICE, "token", "i").madeWith("token", "b");
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void oneThatWasAskedForBeforeMayBe() {
    rotated(0, "b", "a").served(0, 1, ALICE, "token", "i").madeWith("token", "a");
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void soMayOneOnceAnotherRotationMayHavePutItsKeyInUseAgain() {
    rotated(0, "b", "a").served(5_000, 1, ALICE, "token", "i").madeWith("token", "a");
    history.asked(4_000, 2, OperationType.ROTATE, "", new Answer.Silence("killed"));
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void oneThatCameLaterIsNoExcuse() {
    rotated(0, "b", "a").served(5_000, 1, ALICE, "token", "i").madeWith("token", "a");
    rotated(9_000, "a", "b");
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void aNodeThatIsCutOffMayNotKnow() {
    rotated(0, "b", "a").cutOff(0, 6_000, 1).servedNear(5_000, 1, ALICE, "token", "i");
    history.madeWith("token", "a");
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void butItHasToOnceItHasRedisAgain() {
    rotated(0, "b", "a").cutOff(0, 1_000, 1).servedNear(9_000, 1, ALICE, "token", "i");
    history.madeWith("token", "a");
    assertThat(history.breaches(invariant)).isNotEmpty();
  }
}
