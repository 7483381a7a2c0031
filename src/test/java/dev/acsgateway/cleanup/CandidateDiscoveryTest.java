package dev.acsgateway.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.cleanup.CleanupNode.Stage;
import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which candidates a job finds. A page of the ledger has three users. */
class CandidateDiscoveryTest extends CleanupTest {

  private static UserId user(int i) {
    return new UserId("user-" + i);
  }

  private static Candidate owner(int i) {
    return new Candidate.OfUser(user(i).hash(), Optional.of(new Identity("8:acs:r_" + i)));
  }

  private static Candidate loose(String identity) {
    return new Candidate.Loose(new Identity(identity), Optional.empty());
  }

  /** Users who are idle for long enough, and one who is not. */
  private void idleUsers(int count) {
    IntStream.range(0, count)
        .forEach(i -> own(user(i), "8:acs:r_" + i, now().minus(LONG).minusMillis(i)));
    own(BOB, "8:acs:bobs", now().minus(LONG).plusMillis(1));
  }

  private void dryRun(CleanupTarget target, Optional<Integer> limit, Candidate... listed) {
    create(new CleanupRequest(target, true, limit, Optional.empty(), false), listed);
  }

  private Stage planned() {
    Stage stage = node.takeOn();
    stage.plan();
    return stage;
  }

  private List<Candidate> candidates(Stage stage) {
    return await(store.jobWork().next(stage.lease, 1_000));
  }

  private boolean isPlanned() {
    store.elapse(StorePorts.LEASE);
    return await(store.jobWork().lease(now())).orElseThrow().planned();
  }

  @Test
  void findsEveryIdleUserOnEveryPage() {
    idleUsers(8);
    create(IDLE, Optional.empty());
    Stage stage = planned();

    assertThat(candidates(stage))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 8).mapToObj(CandidateDiscoveryTest::owner).toList());
    assertThat(counts().total()).isEqualTo(8);
    assertThat(stage.counts.now()).isEqualTo(counts());
    assertThat(job().state()).isEqualTo(CleanupState.RUNNING);
    assertThat(job().sample()).hasSize(8);
    assertThat(isPlanned()).isTrue();
  }

  @Test
  void whoIsIdleIsReckonedFromWhenTheJobWasAskedFor() {
    idleUsers(2);
    create(IDLE, Optional.empty());
    store.clock().advance(Duration.ofDays(1));

    assertThat(candidates(planned())).as("not the one who would be idle by now").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 7})
  void findsNoMoreThanTheLimitHoweverLargeThePages(int limit) {
    idleUsers(8);
    create(IDLE, Optional.of(limit));
    Stage stage = planned();

    assertThat(candidates(stage)).hasSize(limit).doesNotHaveDuplicates();
    assertThat(counts().total()).isEqualTo(limit);
    assertThat(job().sample()).hasSize(limit);
  }

  @Test
  void aLimitAboveWhatThereIsLimitsNothing() {
    idleUsers(4);
    create(IDLE, Optional.of(5));

    assertThat(candidates(planned())).hasSize(4);
  }

  @Test
  void showsTenOfManyAndNamesThem() {
    idleUsers(14);
    create(IDLE, Optional.empty());
    planned();

    assertThat(job().sample()).hasSize(10).allMatch(name -> name.startsWith("user-"));
  }

  @Test
  void aDryRunCountsAllAndKeepsNobody() {
    idleUsers(14);
    dryRun(IDLE, Optional.empty());
    Stage stage = planned();

    assertThat(counts()).isEqualTo(new CleanupCounts(14, 0, 0, 0, 0));
    assertThat(stage.counts.now()).isEqualTo(counts());
    assertThat(job().sample()).hasSize(10);
    assertThat(candidates(stage)).isEmpty();
    assertThat(isPlanned()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 7})
  void aDryRunWithALimitBelowTheIdleCountFindsAndShowsNoMoreThanTheLimit(int limit) {
    idleUsers(8);
    dryRun(IDLE, Optional.of(limit));
    planned();

    assertThat(counts().total()).isEqualTo(limit);
    assertThat(job().sample()).hasSize(limit);
  }

  @Test
  void aDryRunOfNobodyIsEmpty() {
    dryRun(IDLE, Optional.empty());
    planned();

    assertThat(counts()).isEqualTo(CleanupCounts.NONE);
    assertThat(job().sample()).isEmpty();
    assertThat(job().state()).isEqualTo(CleanupState.RUNNING);
  }

  @Test
  void findsOrphansUpToTheLimit() {
    IntStream.range(0, 5)
        .forEach(
            i -> {
              own(user(i), "8:acs:old_" + i);
              await(store.identityLedger().beginDeletion(user(i)));
              own(user(i), "8:acs:r_" + i);
            });
    create(ORPHANS, Optional.of(4));
    Stage stage = planned();

    assertThat(candidates(stage))
        .hasSize(4)
        .allMatch(each -> each.knownIdentity().orElseThrow().id().startsWith("8:acs:old_"));
    assertThat(counts().total()).isEqualTo(4);
  }

  @Test
  void aListIsItsOwnPlan() {
    own(user(1), "8:acs:r_1");
    create(LISTED, Optional.empty(), Candidate.of(user(1)), Candidate.of(user(2)));
    Stage stage = planned();

    assertThat(candidates(stage)).containsExactly(Candidate.of(user(1)), Candidate.of(user(2)));
    assertThat(counts()).isEqualTo(new CleanupCounts(2, 0, 0, 0, 0));
  }

  @Test
  void whoseAListedIdentityIsIsLookedUp() {
    idleUsers(5);
    own(ALICE, "8:acs:old");
    await(store.identityLedger().beginDeletion(ALICE));
    own(ALICE, "8:acs:new");
    create(
        LISTED,
        Optional.empty(),
        loose("8:acs:r_4"),
        loose("8:acs:old"),
        loose("8:acs:elsewhere"),
        Candidate.of(user(0)));
    Stage stage = planned();

    assertThat(candidates(stage))
        .containsExactlyInAnyOrder(
            Candidate.of(user(0)),
            owner(4),
            new Candidate.Loose(new Identity("8:acs:old"), Optional.of(0)),
            loose("8:acs:elsewhere"));
    assertThat(counts().total()).isEqualTo(4);
    assertThat(stage.counts.now()).isEqualTo(counts());
    assertThat(await(store.jobWork().unmatched(stage.lease))).isEmpty();
  }

  @Test
  void aDryRunOfAListSkipsWhomNobodyKnows() {
    own(user(1), "8:acs:r_1");
    own(user(2), "8:acs:r_2");
    dryRun(
        LISTED,
        Optional.empty(),
        Candidate.of(user(1)),
        Candidate.of(user(7)),
        loose("8:acs:r_2"),
        loose("8:acs:elsewhere"));
    Stage stage = planned();

    assertThat(counts()).isEqualTo(new CleanupCounts(4, 0, 0, 1, 0));
    assertThat(stage.counts.now()).isEqualTo(counts());
    assertThat(job().sample()).containsExactly("user-1", "user-2", "8:acs:elsewhere");
  }

  @Test
  void aLongListIsLookedUpPieceByPiece() {
    Candidate[] many =
        IntStream.range(0, 1_200).mapToObj(i -> Candidate.of(user(i))).toArray(Candidate[]::new);
    own(user(3), "8:acs:r_3");
    own(user(700), "8:acs:r_700");
    own(user(1_199), "8:acs:r_1199");
    dryRun(LISTED, Optional.empty(), many);
    planned();

    assertThat(counts()).isEqualTo(new CleanupCounts(1_200, 0, 0, 1_197, 0));
    assertThat(job().sample()).containsExactly("user-3", "user-700", "user-1199");
  }

  @Test
  void manyIdentitiesOfNobodyAreAllCandidates() {
    Candidate[] many =
        IntStream.range(0, 1_001).mapToObj(i -> loose("8:acs:x_" + i)).toArray(Candidate[]::new);
    create(LISTED, Optional.empty(), many);
    Stage stage = planned();

    assertThat(await(store.jobWork().next(stage.lease, 2_000))).containsExactlyInAnyOrder(many);
  }

  @Test
  void aPlanThatIsStoppedIsNotFinished() {
    idleUsers(8);
    create(IDLE, Optional.empty());
    node.life.before(
        "found", () -> await(store.jobStore().order("job-1", CleanupOrder.PAUSE, now())));
    Stage stage = planned();

    assertThat(stage.course.goesOn()).isFalse();
    assertThat(counts().total()).as("the page that was found is written down").isEqualTo(3);
    assertThat(node.life.steps()).doesNotContain("planned").containsOnlyOnce("found");
    assertThat(job().state()).isEqualTo(CleanupState.PAUSING);
  }

  @Test
  void whoLostTheLeaseWritesNothingMoreDown() {
    idleUsers(8);
    create(IDLE, Optional.empty());
    node.life.before(
        "found",
        () -> {
          store.elapse(StorePorts.LEASE);
          assertThat(await(store.jobWork().lease(now()))).isPresent();
        });
    Stage stage = planned();

    assertThat(stage.course.isLost()).isTrue();
    assertThat(counts().total()).isZero();
    assertThat(node.life.steps()).doesNotContain("planned");
  }
}
