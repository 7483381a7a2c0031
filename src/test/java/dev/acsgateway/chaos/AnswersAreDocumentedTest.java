package dev.acsgateway.chaos;

import static dev.acsgateway.chaos.HistoryBuilder.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.chaos.Answer.Done;
import dev.acsgateway.chaos.Answer.Refused;
import dev.acsgateway.chaos.Answer.Silence;
import dev.acsgateway.chaos.Answer.Strange;
import dev.acsgateway.chaos.ChaosFault.NodePaused;
import dev.acsgateway.chaos.ChaosFault.RedisFailsOver;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnswersAreDocumentedTest {
  private final HistoryBuilder history = new HistoryBuilder();
  private final Invariant invariant = new AnswersAreDocumented();

  @Test
  void mayBeRefusalsThatTroubleExplains() {
    history
        .asked(0, 0, OperationType.ISSUE, ALICE, new Refused(503, "store-unavailable"))
        .asked(0, 0, OperationType.READ, ALICE, new Refused(404, "user-not-found"));
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void mayNotBeSurprises() {
    history.asked(0, 0, OperationType.ISSUE, ALICE, new Refused(500, "internal-error"));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void mayNotBreakTheContract() {
    history.asked(0, 0, OperationType.ISSUE, ALICE, new Strange("no token"));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void mayNotBeThoseOfAnotherRequest() {
    history.asked(0, 0, OperationType.ISSUE, ALICE, new Done());
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void mayBeLackingFromANodeThatWasStopped() {
    history
        .spell(5, 50, new NodePaused(0, Duration.ofMillis(45)))
        .asked(0, 0, OperationType.ISSUE, ALICE, new Silence("timeout"));
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void mayNotBeLackingFromOneThatRuns() {
    history
        .spell(5, 50, new NodePaused(1, Duration.ofMillis(45)))
        .asked(0, 0, OperationType.ISSUE, ALICE, new Silence("timeout"));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void mayBeLackingFromABalancerThatHasNoNode() {
    history
        .spell(0, 50, new NodePaused(0, Duration.ofMillis(50)))
        .spell(0, 50, new NodePaused(1, Duration.ofMillis(50)))
        .spell(0, 50, new NodePaused(2, Duration.ofMillis(50)))
        .asked(5, Operation.NO_NODE, OperationType.ISSUE, ALICE, new Silence("closed"));
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void mayNotBeLackingFromABalancerThatHasOne() {
    history
        .spell(0, 50, new NodePaused(0, Duration.ofMillis(50)))
        .spell(0, 50, new NodePaused(2, Duration.ofMillis(50)))
        .asked(5, Operation.NO_NODE, OperationType.ISSUE, ALICE, new Silence("closed"));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void mayRefuseToOrderAJobAboutThatIsOver() {
    history.asked(0, 0, OperationType.PAUSE_JOB, "job", new Refused(409, "cleanup-conflict"));
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void mayNotDenyAJobThatWasAccepted() {
    history.asked(0, 0, OperationType.PAUSE_JOB, "job", new Refused(404, "cleanup-not-found"));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void mayLackRedisWhileItFailsOver() {
    history
        .spell(0, 900, new RedisFailsOver(Duration.ofMillis(900), Duration.ofMillis(300)))
        .asked(600, 1, OperationType.ISSUE, ALICE, new Refused(404, "identity-not-owned"));
    assertThat(history.breaches(invariant)).isEmpty();
  }
}
