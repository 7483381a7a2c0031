package dev.acsgateway.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.cleanup.Lease.Standing;
import dev.acsgateway.failure.CleanupConflict;
import dev.acsgateway.failure.CleanupNotFound;
import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.identity.Identity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store keeps of {@link JobStore}. */
public abstract class JobStoreContract extends JobContract {

  @Test
  void keepsWhatWasAskedFor() {
    CleanupRequest asked =
        new CleanupRequest(
            new CleanupTarget.Idle(Duration.ofDays(30)),
            false,
            Optional.of(7),
            Optional.of(2.5),
            true);
    await(store.jobStore().prepare("job-1", asked, Optional.of("nightly"), now()));
    CleanupJob opened = await(store.jobStore().open("job-1", now()));

    assertThat(opened)
        .isEqualTo(
            new CleanupJob(
                "job-1",
                asked,
                Optional.of("nightly"),
                CleanupState.QUEUED,
                CleanupCounts.NONE,
                List.of(),
                Optional.empty(),
                now(),
                Optional.empty()));
    assertThat(job()).isEqualTo(opened);
  }

  @Test
  void aJobIsSeenByNobodyBeforeItIsOpen() {
    prepare("job-1", request(LISTED, false));
    await(store.jobStore().add("job-1", List.of(ALICES, BOBS, loose("8:acs:x_y"))));

    assertThatThrownBy(this::job).isInstanceOf(CleanupNotFound.class);
    assertThatThrownBy(() -> order(CleanupOrder.CANCEL)).isInstanceOf(CleanupNotFound.class);
    assertThatThrownBy(() -> await(store.jobStore().retry("job-1")))
        .isInstanceOf(CleanupNotFound.class);
    assertThat(await(store.jobStore().newest(10))).isEmpty();
    assertThat(lease()).isEmpty();

    CleanupJob opened = await(store.jobStore().open("job-1", now()));
    assertThat(opened.counts().total()).as("whose the identity is comes later").isEqualTo(2);
    assertThat(await(store.jobStore().newest(10))).containsExactly(opened);
    assertThat(lease()).isPresent();
  }

  @Test
  void anOpenJobTakesNoMoreCandidatesAndIsOpenedOnce() {
    create("job-1", ALICES);

    assertThatThrownBy(() -> await(store.jobStore().add("job-1", List.of(BOBS))))
        .isInstanceOf(CleanupNotFound.class);
    assertThatThrownBy(() -> await(store.jobStore().open("job-1", now())))
        .isInstanceOf(CleanupNotFound.class);
    assertThat(job().counts().total()).isEqualTo(1);
  }

  @Test
  void aDiscardedJobCannotBeOpened() {
    prepare("job-1", request(LISTED, false));
    await(store.jobStore().discard("job-1"));

    assertThatThrownBy(() -> await(store.jobStore().add("job-1", List.of(ALICES))))
        .isInstanceOf(CleanupNotFound.class);
    assertThatThrownBy(() -> await(store.jobStore().open("job-1", now())))
        .isInstanceOf(CleanupNotFound.class);
  }

  @Test
  void aJobThatIsNotOpenedIsForgottenSomeTimeAfterItsLastPieceCame() {
    Duration most = Duration.ofMinutes(9);
    prepare("job-1", request(LISTED, false));
    store.elapse(most);
    await(store.jobStore().add("job-1", List.of(ALICES)));
    store.elapse(most);
    await(store.jobStore().add("job-1", List.of(BOBS, loose("8:acs:x"))));
    store.elapse(most.plus(most));

    assertThatThrownBy(() -> await(store.jobStore().open("job-1", now())))
        .isInstanceOf(CleanupNotFound.class);
  }

  @Test
  void anOpenJobIsNotForgottenBeforeItIsFinished() {
    create("job-1", ALICES, loose("8:acs:x"));
    store.elapse(StorePorts.RETENTION.multipliedBy(30));

    Lease lease = leased();
    assertThat(await(store.jobWork().listed(lease, 0, 10))).containsExactly(ALICES);
    assertThat(await(store.jobWork().unmatched(lease))).containsExactly(new Identity("8:acs:x"));
  }

  @Test
  void aFinishedJobIsKeptForItsTimeWithItsFailures() {
    create("job-1", ALICES, BOBS);
    Lease lease = planned();
    record(lease, ALICES, new CleanupOutcome.Failed("no"));
    record(lease, BOBS, new CleanupOutcome.Skipped());
    end(lease);

    store.elapse(StorePorts.RETENTION.dividedBy(2));
    assertThat(job().finishedAt()).contains(now());
    assertThat(await(store.jobStore().failures("job-1", 0, 10))).hasSize(1);
    store.elapse(StorePorts.RETENTION.dividedBy(2));
    assertThatThrownBy(this::job).isInstanceOf(CleanupNotFound.class);
    assertThat(await(store.jobStore().failures("job-1", 0, 10))).isEmpty();
    assertThat(await(store.jobStore().newest(10))).isEmpty();
    assertThat(lease()).isEmpty();
  }

  @Test
  void aCancelledJobIsKeptForItsTime() {
    create("job-1", ALICES);
    order(CleanupOrder.CANCEL);

    store.elapse(StorePorts.RETENTION.dividedBy(2));
    assertThat(job().state()).isEqualTo(CleanupState.CANCELLED);
    store.elapse(StorePorts.RETENTION.dividedBy(2));
    assertThatThrownBy(this::job).isInstanceOf(CleanupNotFound.class);
  }

  @Test
  void listsTheNewestFirst() {
    create("job-1", ALICES);
    store.clock().advance(Duration.ofSeconds(1));
    create("job-2", ALICES);

    assertThat(await(store.jobStore().newest(10)))
        .extracting(CleanupJob::id)
        .containsExactly("job-2", "job-1");
    assertThat(await(store.jobStore().newest(1)))
        .extracting(CleanupJob::id)
        .containsExactly("job-2");
  }

  @Test
  void pausesAndResumesAtOnceWhatNobodyWorksOn() {
    create("job-1", ALICES);

    assertThat(order(CleanupOrder.PAUSE)).isEqualTo(CleanupState.PAUSED);
    assertThat(order(CleanupOrder.PAUSE)).isEqualTo(CleanupState.PAUSED);
    assertThat(lease()).isEmpty();
    assertThat(order(CleanupOrder.RESUME)).isEqualTo(CleanupState.QUEUED);
    assertThat(order(CleanupOrder.RESUME)).isEqualTo(CleanupState.QUEUED);
    assertThat(lease()).isPresent();
  }

  @Test
  void tellsTheNodeAtWorkToStopAndPausesWhenItHas() {
    create("job-1", ALICES);
    Lease lease = planned();

    assertThat(order(CleanupOrder.PAUSE)).isEqualTo(CleanupState.PAUSING);
    assertThat(await(store.jobWork().renew(lease))).isEqualTo(Standing.STOP);
    end(lease);
    assertThat(job().state()).isEqualTo(CleanupState.PAUSED);
    assertThat(job().finishedAt()).isEmpty();
    assertThat(lease()).isEmpty();
  }

  @Test
  void aResumptionInTimeMakesUpForAPause() {
    create("job-1", ALICES);
    Lease lease = leased();
    order(CleanupOrder.PAUSE);
    assertThat(order(CleanupOrder.RESUME)).isEqualTo(CleanupState.PLANNING);
    await(store.jobWork().planned(lease, List.of(), now()));
    order(CleanupOrder.PAUSE);
    assertThat(order(CleanupOrder.RESUME)).isEqualTo(CleanupState.RUNNING);
    assertThat(await(store.jobWork().renew(lease))).isEqualTo(Standing.GO_ON);
  }

  @Test
  void whatADeadNodeLeftHalfDoneIsFinishedBeforeTheJobIsPaused() {
    create("job-1", ALICES);
    await(store.jobWork().markInProgress(planned(), ALICES, new Identity("8:acs:hers")));
    store.elapse(StorePorts.LEASE);

    assertThat(order(CleanupOrder.PAUSE)).isEqualTo(CleanupState.PAUSING);
    assertThat(lease()).as("a node takes it on to finish that").isPresent();
  }

  @Test
  void aPausingJobWhoseNodeDiedIsQueuedAgainWhenItIsResumed() {
    create("job-1", ALICES);
    planned();
    order(CleanupOrder.PAUSE);
    store.elapse(StorePorts.LEASE);

    assertThat(order(CleanupOrder.RESUME)).isEqualTo(CleanupState.QUEUED);
  }

  @Test
  void aCancelledJobKeepsItsCountsAndTakesNoMoreOrders() {
    create("job-1", ALICES, BOBS);
    Lease lease = planned();
    record(lease, ALICES, new CleanupOutcome.Skipped());
    assertThat(order(CleanupOrder.CANCEL)).isEqualTo(CleanupState.CANCELLING);
    assertThat(order(CleanupOrder.CANCEL)).isEqualTo(CleanupState.CANCELLING);
    assertThatThrownBy(() -> order(CleanupOrder.RESUME)).isInstanceOf(CleanupConflict.class);
    assertThatThrownBy(() -> order(CleanupOrder.PAUSE)).isInstanceOf(CleanupConflict.class);
    end(lease);

    assertThat(job().state()).isEqualTo(CleanupState.CANCELLED);
    assertThat(job().counts()).isEqualTo(new CleanupCounts(2, 0, 0, 1, 0));
    assertThat(job().finishedAt()).contains(now());
    assertThat(lease()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CleanupOrder.class)
  void aJobThatIsOverTakesNoOrders(CleanupOrder order) {
    create("job-1", ALICES);
    order(CleanupOrder.CANCEL);
    assertThatThrownBy(() -> order(order)).isInstanceOf(CleanupConflict.class);
    assertThatThrownBy(() -> await(store.jobStore().order("job-2", order, now())))
        .isInstanceOf(CleanupNotFound.class);
  }

  @Test
  void aJobThatIsCancelledWhereNobodyWorksOnItIsOverAtOnce() {
    create("job-1", ALICES);

    assertThat(order(CleanupOrder.CANCEL)).isEqualTo(CleanupState.CANCELLED);
    assertThat(job().finishedAt()).contains(now());
    assertThat(job().counts()).isEqualTo(new CleanupCounts(1, 0, 0, 0, 0));
    assertThat(lease()).isEmpty();
  }

  @Test
  void failuresCanBeReadInPagesAndTriedAgain() {
    create("job-1", ALICES, BOBS);
    own(BOB, "8:acs:bobs");
    Lease lease = planned();
    record(lease, ALICES, new CleanupOutcome.Failed("no\nreason"));
    record(lease, BOBS, new CleanupOutcome.Failed("none"));
    end(lease);

    assertThat(await(store.jobStore().failures("job-1", 0, 1)))
        .containsExactly(new CleanupFailure(ALICES, Optional.empty(), "no\nreason"));
    assertThat(await(store.jobStore().failures("job-1", 1, 10)))
        .containsExactly(new CleanupFailure(BOBS, Optional.of(BOB), "none"));

    CleanupJob again = await(store.jobStore().retry("job-1"));
    assertThat(again.state()).isEqualTo(CleanupState.QUEUED);
    assertThat(again.counts()).isEqualTo(new CleanupCounts(2, 0, 0, 0, 0));
    assertThat(again.finishedAt()).isEmpty();
    assertThat(await(store.jobStore().failures("job-1", 0, 10))).isEmpty();
    store.elapse(StorePorts.RETENTION.multipliedBy(2));
    LeasedJob taken = lease().orElseThrow();
    assertThat(taken.planned()).as("nothing is listed again").isTrue();
    assertThat(await(store.jobWork().next(taken.lease(), 10))).containsExactly(ALICES, BOBS);
  }

  @Test
  void nothingIsTriedAgainWhereNothingFailedOrTheJobIsNotOver() {
    create("job-1", ALICES, BOBS);
    assertThatThrownBy(() -> await(store.jobStore().retry("job-1")))
        .isInstanceOf(CleanupConflict.class);
    record(planned(), ALICES, new CleanupOutcome.Failed("no"));
    assertThatThrownBy(() -> await(store.jobStore().retry("job-1")))
        .isInstanceOf(CleanupConflict.class);
    assertThatThrownBy(() -> await(store.jobStore().retry("job-2")))
        .isInstanceOf(CleanupNotFound.class);
  }

  @Test
  void aJobIsKnownByItsIdAlone() {
    create("job-1", ALICES);

    assertThatThrownBy(() -> await(store.jobStore().find("job-2")))
        .isInstanceOf(CleanupNotFound.class);
    assertThat(await(store.jobStore().failures("job-2", 0, 10))).isEmpty();
  }
}
