package dev.acsgateway.chaos;

import static dev.acsgateway.chaos.HistoryBuilder.ALICE;
import static dev.acsgateway.chaos.HistoryBuilder.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.chaos.Answer.Revoked;
import org.junit.jupiter.api.Test;

class RevocationsTakeEffectTest {
  private final HistoryBuilder history = new HistoryBuilder();
  private final Invariant invariant = new RevocationsTakeEffect();

  @Test
  void reachEveryTokenFromBeforeInTime() {
    history
        .served(0, 0, ALICE, "t1", "a")
        .asked(20, 0, OperationType.REVOKE, ALICE, new Revoked(at(1_000)))
        .served(40, 0, ALICE, "t2", "a")
        .dies("t1", 900);
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void mayNotBeLate() {
    history
        .served(0, 0, ALICE, "t1", "a")
        .asked(20, 0, OperationType.REVOKE, ALICE, new Revoked(at(1_000)))
        .dies("t1", 1_100);
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void mayNotMissAToken() {
    history
        .served(0, 0, ALICE, "t1", "a")
        .asked(20, 0, OperationType.REVOKE, ALICE, new Revoked(at(1_000)));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }
}
