package dev.acsgateway.chaos;

import static dev.acsgateway.chaos.HistoryBuilder.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.chaos.Answer.Accepted;
import dev.acsgateway.chaos.Answer.Ordered;
import dev.acsgateway.chaos.Answer.Refused;
import dev.acsgateway.chaos.Answer.Silence;
import org.junit.jupiter.api.Test;

class JobsEndTest {
  private final HistoryBuilder history = new HistoryBuilder();
  private final Invariant invariant = new JobsEnd();

  @Test
  void endWithCountsThatAddUp() {
    history
        .asked(0, 0, OperationType.CLEAN_NAMED, ALICE, new Accepted("job"))
        .job("job", new JobEnd("completed", 3, 1, 1, 1, 0));
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void mayNotBeForgotten() {
    history.asked(0, 0, OperationType.CLEAN_NAMED, ALICE, new Accepted("job"));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void mayNotGoOnForEver() {
    history
        .asked(0, 0, OperationType.CLEAN_NAMED, ALICE, new Accepted("job"))
        .job("job", new JobEnd("running", 3, 1, 1, 0, 1));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void mayNotCountTwice() {
    history
        .asked(0, 0, OperationType.CLEAN_NAMED, ALICE, new Accepted("job"))
        .job("job", new JobEnd("completed", 3, 2, 1, 1, 0));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void mayBeCancelled() {
    history
        .asked(0, 0, OperationType.CLEAN_NAMED, ALICE, new Accepted("job"))
        .asked(20, 0, OperationType.CANCEL_JOB, "job", new Ordered("cancelling"))
        .job("job", new JobEnd("cancelled", 3, 1, 0, 0, 2));
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void mayBeCancelledByWhoGotNoAnswer() {
    history
        .asked(0, 0, OperationType.CLEAN_NAMED, ALICE, new Accepted("job"))
        .asked(20, 0, OperationType.CANCEL_JOB, "job", new Silence("killed"))
        .job("job", new JobEnd("cancelled", 3, 1, 0, 0, 2));
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void mayNotBeCancelledByNobody() {
    history
        .asked(0, 0, OperationType.CLEAN_NAMED, ALICE, new Accepted("job"))
        .asked(20, 0, OperationType.PAUSE_JOB, "job", new Ordered("pausing"))
        .asked(40, 0, OperationType.CANCEL_JOB, "another", new Ordered("cancelled"))
        .job("job", new JobEnd("cancelled", 3, 1, 0, 0, 2));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void norByWhoWasRefused() {
    history
        .asked(0, 0, OperationType.CLEAN_NAMED, ALICE, new Accepted("job"))
        .asked(20, 0, OperationType.CANCEL_JOB, "job", new Refused(409, "cleanup-conflict"))
        .job("job", new JobEnd("cancelled", 3, 1, 0, 0, 2));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void mayEndByThemselvesWhileTheyAreCancelled() {
    history
        .asked(0, 0, OperationType.CLEAN_NAMED, ALICE, new Accepted("job"))
        .asked(20, 0, OperationType.CANCEL_JOB, "job", new Ordered("cancelling"))
        .job("job", new JobEnd("completed", 3, 3, 0, 0, 0));
    assertThat(history.breaches(invariant)).isEmpty();
  }

  @Test
  void mayNotGoOnOnceCancelled() {
    history
        .asked(0, 0, OperationType.CLEAN_NAMED, ALICE, new Accepted("job"))
        .asked(20, 0, OperationType.CANCEL_JOB, "job", new Ordered("cancelled"))
        .job("job", new JobEnd("completed", 3, 3, 0, 0, 0));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }

  @Test
  void mayNotStayPaused() {
    history
        .asked(0, 0, OperationType.CLEAN_NAMED, ALICE, new Accepted("job"))
        .job("job", new JobEnd("paused", 3, 1, 0, 0, 2));
    assertThat(history.breaches(invariant)).isNotEmpty();
  }
}
