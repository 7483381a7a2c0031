package dev.acsgateway.chaos;

import static dev.acsgateway.chaos.HistoryBuilder.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.chaos.Answer.Accepted;
import dev.acsgateway.chaos.Answer.Done;
import dev.acsgateway.chaos.Answer.Refused;
import org.junit.jupiter.api.Test;

class NoIdentityIsDeletedInUseTest {
  private final HistoryBuilder history = new HistoryBuilder();
  private final Invariant invariant = new NoIdentityIsDeletedInUse();

  @Test
  void whoIsNamedMayBeDeleted() {
    history
        .served(0, 0, ALICE, "t1", "a")
        .asked(20, 0, OperationType.CLEAN_NAMED, ALICE, new Accepted("job"))
        .deleted("a", 50);
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void whoIsInUseMayNotBeTakenForIdle() {
    history
        .served(0, 0, ALICE, "t1", "a")
        .asked(20, 0, OperationType.CLEAN_IDLE, ALICE, new Accepted("job"))
        .deleted("a", 50);
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void noOneBeforeItIsAskedFor() {
    history
        .served(0, 0, ALICE, "t1", "a")
        .asked(80, 0, OperationType.ERASE, ALICE, new Done())
        .deleted("a", 50);
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void norForAnErasureThatWasOverBefore() {
    history
        .asked(0, 0, OperationType.ERASE, ALICE, new Done())
        .served(20, 0, ALICE, "t1", "a")
        .deleted("a", 50);
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void norWhenThatWasRefused() {
    history
        .served(0, 0, ALICE, "t1", "a")
        .asked(20, 0, OperationType.ERASE, ALICE, new Refused(503, "user-busy"))
        .deleted("a", 50);
    assertThat(history.breaches(invariant)).isNotEmpty();
  }
}
