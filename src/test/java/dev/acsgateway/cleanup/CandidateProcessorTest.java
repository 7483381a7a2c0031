package dev.acsgateway.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.cleanup.CleanupNode.Stage;
import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsTimeout;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.identity.Fence;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of one candidate, and of its user. */
class CandidateProcessorTest extends CleanupTest {
  private static final Identity HERS = new Identity("8:acs:hers");
  private static final Candidate ALICES = Candidate.of(ALICE);

  private Stage started() {
    Stage stage = node.takeOn();
    await(store.jobWork().planned(stage.lease, List.of(), now()));
    return stage;
  }

  /** A job that is to delete Alice, who owns an identity. */
  private Stage listed() {
    own(ALICE, HERS.id());
    create(LISTED, Optional.empty(), ALICES);
    return started();
  }

  private Stage idle(Instant servedAt) {
    own(ALICE, HERS.id(), servedAt);
    create(IDLE, Optional.empty());
    Stage stage = node.takeOn();
    await(store.jobWork().found(stage.lease, "", CleanupLedger.END, List.of(ALICES), 0));
    await(store.jobWork().planned(stage.lease, List.of(), now()));
    return stage;
  }

  private Optional<UserState> state() {
    return await(store.identityLedger().find(ALICE)).map(UserRecord::state);
  }

  private List<JobExecutionStore.InHand> inHand(Stage stage) {
    return await(store.jobWork().inHand(stage.lease));
  }

  private String reason() {
    return await(store.jobStore().failures("job-1", 0, 10)).getFirst().reason();
  }

  @Test
  void deletesTheIdentityAndForgetsTheUser() {
    Stage stage = listed();
    stage.cleanUp(ALICES);

    assertThat(acs.deleted()).containsExactly(HERS);
    assertThat(state()).isEmpty();
    assertThat(counts()).isEqualTo(new CleanupCounts(1, 1, 0, 0, 0));
    assertThat(stage.counts.now()).isEqualTo(counts());
    assertThat(inHand(stage)).isEmpty();
    assertThat(node.life.steps())
        .as("noted before ACS is asked, counted before it is forgotten")
        .containsExactly("claim", "markInProgress", "delete", "record", "forget", "settled");
  }

  @Test
  void anIdentityThatAcsKnowsNoMoreCountsAsDeletedAndGone() {
    Stage stage = listed();
    await(acs.delete(HERS));
    stage.cleanUp(ALICES);

    assertThat(state()).isEmpty();
    assertThat(counts()).isEqualTo(new CleanupCounts(1, 1, 0, 0, 1));
    assertThat(stage.counts.now()).isEqualTo(counts());
  }

  @Test
  void whomNobodyKnowsIsSkipped() {
    create(LISTED, Optional.empty(), ALICES);
    Stage stage = started();
    stage.cleanUp(ALICES);

    assertThat(counts()).isEqualTo(new CleanupCounts(1, 0, 0, 1, 0));
    assertThat(stage.counts.now()).isEqualTo(counts());
    assertThat(acs.asked()).isEmpty();
  }

  @Test
  void whoCameBackAfterTheJobWasAskedForIsSkipped() {
    create(LISTED, Optional.empty(), ALICES);
    store.clock().advance(Duration.ofMillis(1));
    own(ALICE, HERS.id());
    started().cleanUp(ALICES);

    assertThat(counts()).isEqualTo(new CleanupCounts(1, 0, 0, 1, 0));
    assertThat(state()).contains(UserState.ACTIVE);
    assertThat(acs.asked()).isEmpty();
  }

  @Test
  void whoIsIdleSinceBeforeTheJobWasAskedForIsDeletedHoweverLateItsTurnComes() {
    Stage stage = idle(now().minus(LONG));
    store.clock().advance(LONG.multipliedBy(2));
    stage.cleanUp(ALICES);

    assertThat(acs.deleted()).containsExactly(HERS);
  }

  @Test
  void whoWasNotIdleForLongEnoughWhenTheJobWasAskedForIsSkipped() {
    Stage stage = idle(now().minus(LONG).plusMillis(1));
    store.clock().advance(LONG.multipliedBy(2));
    stage.cleanUp(ALICES);

    assertThat(counts()).isEqualTo(new CleanupCounts(1, 0, 0, 1, 0));
    assertThat(acs.asked()).isEmpty();
  }

  @Test
  void aRefusalThatSurelyDidNothingReleasesTheUser() {
    Stage stage = listed();
    AcsFailure refusal = new AcsDenied("no");
    acs.fail(HERS, refusal);
    stage.cleanUp(ALICES);

    assertThat(state()).contains(UserState.ACTIVE);
    assertThat(counts()).isEqualTo(new CleanupCounts(1, 0, 1, 0, 0));
    assertThat(stage.counts.now()).isEqualTo(counts());
    assertThat(reason()).isEqualTo(refusal.detail());
    assertThat(inHand(stage)).isEmpty();
  }

  @Test
  void anIdentityWhoseDeletionMayHaveHappenedStaysFenced() {
    Stage stage = listed();
    acs.fail(HERS, Collections.nCopies(5, new AcsTimeout()).toArray(AcsFailure[]::new));
    stage.cleanUp(ALICES);

    assertThat(state()).contains(UserState.DELETING);
    assertThat(counts()).isEqualTo(new CleanupCounts(1, 0, 1, 0, 0));
    assertThat(granted(CHAT).identity()).as("it is never served again").isEmpty();
  }

  @Test
  void anIdentityStaysFencedWhenATimeOutIsFollowedByARefusalThatSurelyDidNothing() {
    Stage stage = listed();
    acs.fail(HERS, new AcsTimeout(), new AcsDenied("no"));
    stage.cleanUp(ALICES);

    assertThat(acs.asked()).hasSize(2);
    assertThat(state()).contains(UserState.DELETING);
    assertThat(counts()).isEqualTo(new CleanupCounts(1, 0, 1, 0, 0));
  }

  @Test
  void anIdentityStaysFencedWhenAnOutageIsFollowedByAThrottleAndAStop() {
    Stage stage = listed();
    acs.fail(
        HERS,
        new AcsUnavailable("down", Duration.ofSeconds(1)),
        new AcsThrottled(Duration.ofSeconds(1)));
    node.time.onPause(
        pause -> {
          if (acs.asked().size() == 2) {
            stage.course.stop();
          }
        });
    stage.cleanUp(ALICES);

    assertThat(state()).contains(UserState.DELETING);
    assertThat(counts()).isEqualTo(new CleanupCounts(1, 0, 1, 0, 0));
  }

  @Test
  void aLeaseLostWhileMarkingInProgressReleasesTheUserAtOnce() {
    Stage stage = listed();
    node.life.before(
        "markInProgress",
        () -> {
          store.elapse(StorePorts.LEASE);
          assertThat(await(store.jobWork().lease(now()))).isPresent();
        });
    stage.cleanUp(ALICES);

    assertThat(state()).contains(UserState.ACTIVE);
    assertThat(acs.asked()).isEmpty();
    assertThat(stage.course.isLost()).isTrue();
    assertThat(counts().left()).isEqualTo(1);
  }

  @Test
  void whatWasDeletedUnderALeaseThatIsLostIsLeftToTheNextNode() {
    Stage stage = listed();
    node.life.before(
        "record",
        () -> {
          store.elapse(StorePorts.LEASE);
          assertThat(await(store.jobWork().lease(now()))).isPresent();
        });
    stage.cleanUp(ALICES);

    assertThat(acs.deleted()).containsExactly(HERS);
    assertThat(state()).as("the next node counts and forgets").contains(UserState.DELETING);
    assertThat(inHand(stage)).containsExactly(new JobExecutionStore.InHand(ALICES, HERS, false));
    assertThat(stage.counts.now().done()).isZero();
    assertThat(node.life.steps()).doesNotContain("forget");
  }

  @Test
  void aStopBeforeAcsActedGivesTheUserAndTheCandidateBack() {
    Stage stage = listed();
    acs.fail(HERS, new AcsThrottled(Duration.ofSeconds(5)));
    node.time.onPause(pause -> stage.course.stop());
    stage.cleanUp(ALICES);

    assertThat(state()).contains(UserState.ACTIVE);
    assertThat(counts()).isEqualTo(new CleanupCounts(1, 0, 0, 0, 0));
    assertThat(inHand(stage)).isEmpty();
    assertThat(await(store.jobWork().next(stage.lease, 10))).containsExactly(ALICES);
  }

  @Test
  void aUserWhoIsBeingChangedIsWaitedFor() {
    Stage stage = listed();
    Fence fence = await(store.identityLedger().beginRevocation(ALICE));
    node.time.onPause(pause -> await(store.identityLedger().endRevocation(fence)));
    stage.cleanUp(ALICES);

    assertThat(acs.deleted()).containsExactly(HERS);
    assertThat(node.time.pauses()).as("asked again within a second").hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void aUserWhoIsBeingChangedForAMinuteIsAFailure() {
    Stage stage = listed();
    await(store.identityLedger().beginRevocation(ALICE));
    stage.cleanUp(ALICES);

    assertThat(node.time.paused()).isEqualTo(Duration.ofMinutes(1));
    assertThat(counts()).isEqualTo(new CleanupCounts(1, 0, 1, 0, 0));
    assertThat(reason()).contains("changed all the time");
    assertThat(state()).contains(UserState.REVOKING);
    assertThat(acs.asked()).isEmpty();
  }

  @Test
  void waitingTakesNoLongerThanTheChangeMay() {
    Stage stage = listed();
    await(store.identityLedger().beginRevocation(ALICE));
    store.elapse(StorePorts.FLIGHT.minusMillis(30));
    node.time.onPause(store::elapse);
    stage.cleanUp(ALICES);

    assertThat(node.time.pauses()).containsExactly(Duration.ofMillis(30));
    assertThat(acs.deleted()).containsExactly(HERS);
  }

  @Test
  void anOrphanIsDeletedAndTakenOffItsList() {
    own(ALICE, "8:acs:old");
    await(store.identityLedger().beginDeletion(ALICE));
    own(ALICE, HERS.id());
    Candidate orphan =
        await(store.cleanupLedger().orphans(CleanupLedger.START)).candidates().getFirst();
    create(ORPHANS, Optional.empty());
    Stage stage = node.takeOn();
    await(store.jobWork().found(stage.lease, "", CleanupLedger.END, List.of(orphan), 0));
    await(store.jobWork().planned(stage.lease, List.of(), now()));
    stage.cleanUp(orphan);

    assertThat(acs.deleted()).containsExactly(new Identity("8:acs:old"));
    assertThat(await(store.cleanupLedger().orphans(CleanupLedger.START)).candidates()).isEmpty();
    assertThat(state()).contains(UserState.ACTIVE);
  }

  @Test
  void anOrderToStopIsHeededFromEveryAnswer() {
    Stage stage = listed();
    node.life.before(
        "markInProgress", () -> await(store.jobStore().order("job-1", CleanupOrder.PAUSE, now())));
    stage.cleanUp(ALICES);

    assertThat(stage.course.goesOn()).isFalse();
    assertThat(stage.course.isLost()).isFalse();
    assertThat(acs.deleted()).as("what is in hand is finished").containsExactly(HERS);
  }
}
