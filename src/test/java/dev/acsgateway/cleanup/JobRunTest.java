package dev.acsgateway.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsTimeout;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One node's stretch of work on a job, and what another makes of it when the node is killed. */
class JobRunTest extends CleanupTest {
  private static final Identity HERS = new Identity("8:acs:hers");

  private static UserId user(int i) {
    return new UserId("user-" + i);
  }

  private static Identity identity(int i) {
    return new Identity("8:acs:r_" + i);
  }

  private static Candidate loose(String identity) {
    return new Candidate.Loose(new Identity(identity), Optional.empty());
  }

  private void idleUsers(int count) {
    IntStream.range(0, count).forEach(i -> own(user(i), identity(i).id(), now().minus(LONG)));
  }

  private void run(CleanupNode node) {
    JobRun run = node.run();
    node.onVirtualThread(run::run);
  }

  private Optional<UserState> state(UserId user) {
    return await(store.identityLedger().find(user)).map(UserRecord::state);
  }

  @Test
  void findsAndDeletesAllAndEndsTheJob() {
    idleUsers(40);
    own(BOB, "8:acs:bobs");
    create(IDLE, Optional.empty());
    JobRun run = node.run();
    node.onVirtualThread(run::run);

    assertThat(job().state()).isEqualTo(CleanupState.COMPLETED);
    assertThat(counts()).isEqualTo(new CleanupCounts(40, 40, 0, 0, 0));
    assertThat(run.counts()).isEqualTo(counts());
    assertThat(acs.deleted()).hasSize(40);
    assertThat(state(BOB)).contains(UserState.ACTIVE);
    assertThat(state(user(0))).isEmpty();
    assertThat(node.time.ticks()).as("the lease is renewed no more").isFalse();
  }

  @Test
  void aDryRunDeletesNobody() {
    idleUsers(5);
    create(new CleanupRequest(IDLE, true, Optional.empty(), Optional.empty(), false));
    run(node);

    assertThat(job().state()).isEqualTo(CleanupState.COMPLETED);
    assertThat(counts().left()).isEqualTo(5);
    assertThat(acs.asked()).isEmpty();
  }

  @Test
  void renewsItsLeaseWhileItWorks() {
    idleUsers(2);
    create(IDLE, Optional.empty());
    node.life.before(
        "planned",
        () -> {
          store.elapse(StorePorts.LEASE.minusSeconds(1));
          node.time.tick();
          store.elapse(StorePorts.LEASE.minusSeconds(1));
        });
    node.life.before(
        "markInProgress", () -> assertThat(await(store.jobWork().lease(now()))).isEmpty());
    run(node);

    assertThat(job().state()).isEqualTo(CleanupState.COMPLETED);
  }

  @Test
  void hearsOfAPauseWhenItRenewsItsLease() {
    idleUsers(40);
    create(IDLE, Optional.empty());
    node.life.before(
        "claim",
        () -> {
          await(store.jobStore().order("job-1", CleanupOrder.PAUSE, now()));
          node.time.tick();
        });
    run(node);

    assertThat(job().state()).isEqualTo(CleanupState.PAUSED);
    assertThat(acs.deleted()).as("at most what was in hand").hasSizeLessThanOrEqualTo(1);
    assertThat(counts().left()).isGreaterThanOrEqualTo(39);
  }

  @Test
  void aPauseLetsNoMoreThanOneBatchThrough() {
    idleUsers(40);
    create(IDLE, Optional.empty());
    node.life.before(
        "markInProgress", () -> await(store.jobStore().order("job-1", CleanupOrder.PAUSE, now())));
    run(node);

    assertThat(job().state()).isEqualTo(CleanupState.PAUSED);
    assertThat(acs.deleted()).isNotEmpty().hasSizeLessThanOrEqualTo(JobRun.BATCH);
    assertThat(counts().done()).isEqualTo(acs.deleted().size());
  }

  @Test
  void aNodeThatStopsGivesTheJobBack() {
    idleUsers(40);
    create(IDLE, Optional.empty());
    JobRun run = node.run();
    node.life.before("claim", run::stop);
    node.onVirtualThread(run::run);

    assertThat(job().state()).isEqualTo(CleanupState.QUEUED);
    assertThat(acs.deleted()).hasSizeLessThanOrEqualTo(JobRun.BATCH);
    run(newNode());
    assertThat(job().state()).isEqualTo(CleanupState.COMPLETED);
    assertThat(counts()).isEqualTo(new CleanupCounts(40, 40, 0, 0, 0));
  }

  @Test
  void aNodeThatStopsBeforeItListsAnythingLeavesTheListingToTheNext() {
    idleUsers(3);
    create(IDLE, Optional.empty());
    JobRun run = node.run();
    run.stop();
    node.onVirtualThread(run::run);

    assertThat(job().state()).isEqualTo(CleanupState.QUEUED);
    assertThat(counts()).isEqualTo(CleanupCounts.NONE);
    run(newNode());
    assertThat(counts().done()).isEqualTo(3);
  }

  @Test
  void aNodeThatLosesItsLeaseTouchesNobodyMore() {
    idleUsers(40);
    create(IDLE, Optional.empty());
    node.life.before(
        "markInProgress",
        () -> {
          store.elapse(StorePorts.LEASE);
          assertThat(await(store.jobWork().lease(now()))).isPresent();
        });
    run(node);

    assertThat(acs.asked()).isEmpty();
    assertThat(node.life.steps()).doesNotContain("end");
    assertThat(job().state()).isEqualTo(CleanupState.RUNNING);
    IntStream.range(0, 40).forEach(i -> assertThat(state(user(i))).contains(UserState.ACTIVE));
  }

  @Test
  void aCancellingJobWhoseNodeDiedIsTakenOverAndDeletesNothingMore() {
    idleUsers(40);
    create(IDLE, Optional.empty());
    node.life.killAt(indexOfThe("delete"), false);
    run(node);
    assertThat(await(store.jobStore().order("job-1", CleanupOrder.CANCEL, now())).state())
        .isEqualTo(CleanupState.CANCELLING);
    store.elapse(StorePorts.LEASE);
    CleanupNode next = newNode();
    run(next);

    assertThat(job().state()).isEqualTo(CleanupState.CANCELLED);
    assertThat(acs.deleted()).as("what the dead node had in hand, and no more").hasSize(1);
    assertThat(counts()).isEqualTo(new CleanupCounts(40, 1, 0, 0, 0));
    assertThat(next.life.steps()).doesNotContain("claim", "next", "idleUsers");
  }

  /** Which step it is at which a node first does this, for a job of idle users. */
  private int indexOfThe(String step) {
    JobRunTest rehearsal = new JobRunTest();
    rehearsal.openStore();
    rehearsal.startNode();
    try {
      rehearsal.idleUsers(40);
      rehearsal.create(IDLE, Optional.empty());
      rehearsal.run(rehearsal.node);
      return rehearsal.node.life.steps().indexOf(step);
    } finally {
      rehearsal.stopNodes();
    }
  }

  @Test
  void anOutageOfTheStoreEndsTheStretchAndLeavesTheLeaseAlone() {
    idleUsers(3);
    create(IDLE, Optional.empty());
    node.life.before(
        "planned",
        () -> {
          throw new StoreUnavailable("down");
        });
    JobRun run = node.run();

    assertThatThrownBy(() -> node.onVirtualThread(run::run)).isInstanceOf(StoreUnavailable.class);
    assertThat(node.time.ticks()).isFalse();
    assertThat(job().state()).isEqualTo(CleanupState.PLANNING);
    assertThat(await(store.jobWork().lease(now()))).as("until it runs out").isEmpty();
  }

  @Test
  void deletionsAreSpreadEvenly() {
    idleUsers(21);
    create(new CleanupRequest(IDLE, false, Optional.empty(), Optional.of(2.0), true));
    run(node);

    assertThat(node.time.paused()).isEqualTo(Duration.ofSeconds(10));
    assertThat(counts().done()).isEqualTo(21);
  }

  @Test
  void whatFailedCanBeTriedAgain() {
    idleUsers(5);
    create(IDLE, Optional.empty());
    acs.fail(identity(2), new AcsDenied("no"));
    run(node);
    assertThat(counts()).isEqualTo(new CleanupCounts(5, 4, 1, 0, 0));

    await(store.jobStore().retry("job-1"));
    CleanupNode next = newNode();
    run(next);
    assertThat(counts()).isEqualTo(new CleanupCounts(5, 5, 0, 0, 0));
    assertThat(next.life.steps()).as("nothing is listed again").doesNotContain("idleUsers");
  }

  /** What jobs there are to be killed in the midst of. */
  enum Story {
    IDLE_USERS {
      @Override
      void prepare(JobRunTest test) {
        test.idleUsers(7);
        test.create(IDLE, Optional.of(6));
        test.acs.fail(identity(1), new AcsThrottled(Duration.ofSeconds(1)));
        test.acs.fail(identity(2), new AcsUnavailable("down", Duration.ofSeconds(1)));
      }
    },
    A_LIST_OF_USERS_AND_IDENTITIES {
      @Override
      void prepare(JobRunTest test) {
        test.idleUsers(3);
        test.own(ALICE, "8:acs:old");
        await(test.store.identityLedger().beginDeletion(ALICE));
        test.own(ALICE, HERS.id());
        test.create(
            LISTED,
            Optional.empty(),
            Candidate.of(user(0)),
            Candidate.of(user(9)),
            loose(identity(1).id()),
            loose("8:acs:old"),
            loose("8:acs:nobodys"),
            Candidate.of(user(0)));
      }
    },
    ORPHANED_IDENTITIES {
      @Override
      void prepare(JobRunTest test) {
        for (int i = 0; i < 4; i++) {
          test.own(user(i), "8:acs:old_" + i);
          await(test.store.identityLedger().beginDeletion(user(i)));
          test.own(user(i), identity(i).id());
        }
        test.create(ORPHANS, Optional.empty());
        test.acs.fail(new Identity("8:acs:old_1"), new AcsTimeout());
      }
    },
    A_DRY_RUN {
      @Override
      void prepare(JobRunTest test) {
        test.idleUsers(5);
        test.create(
            new CleanupRequest(LISTED, true, Optional.empty(), Optional.empty(), false),
            Candidate.of(user(0)),
            Candidate.of(user(9)),
            loose(identity(1).id()),
            loose("8:acs:nobodys"));
      }
    };

    abstract void prepare(JobRunTest test);
  }

  /** How a story ends. */
  private record End(CleanupState state, long total, Set<Identity> deleted, List<UserId> left) {}

  private End end() {
    List<UserId> left = new ArrayList<>();
    List<UserId> all = new ArrayList<>(IntStream.range(0, 10).mapToObj(JobRunTest::user).toList());
    all.add(ALICE);
    for (UserId each : all) {
      Optional<UserRecord> row = await(store.identityLedger().find(each));
      if (row.isPresent()) {
        assertThat(row.get().state()).as(each.value()).isEqualTo(UserState.ACTIVE);
        assertThat(acs.deleted()).doesNotContain(row.get().identity().orElseThrow());
        left.add(each);
      }
    }
    CleanupCounts counts = counts();
    assertThat(counts.done()).as("each deletion is counted once").isEqualTo(acs.deleted().size());
    assertThat(await(store.cleanupLedger().orphans("")).candidates())
        .allMatch(each -> !acs.deleted().contains(each.knownIdentity().orElseThrow()));
    return new End(job().state(), counts.total(), new HashSet<>(acs.deleted()), left);
  }

  @ParameterizedTest
  @EnumSource(Story.class)
  void aNodeKilledBetweenAnyTwoStepsLeavesNothingThatTheNextDoesNotFinish(Story story) {
    story.prepare(this);
    node.workOff();
    End undisturbed = end();
    assertThat(undisturbed.state()).isEqualTo(CleanupState.COMPLETED);
    int steps = node.life.steps().size();

    AtomicInteger killed = new AtomicInteger();
    for (int step = 0; step < steps; step++) {
      for (boolean sent : new boolean[] {false, true}) {
        JobRunTest again = new JobRunTest();
        again.openStore();
        again.startNode();
        try {
          assertThat(again.killed(story, step, sent))
              .as("killed at step %d, %s; it was %s", step, sent, node.life.steps().get(step))
              .isEqualTo(undisturbed);
          killed.incrementAndGet();
        } finally {
          again.stopNodes();
        }
      }
    }
    assertThat(killed).hasValue(2 * steps);
  }

  private End killed(Story story, int step, boolean sent) {
    story.prepare(this);
    node.life.killAt(step, sent);
    node.workOff();
    store.elapse(StorePorts.LEASE);
    newNode().workOff();
    return end();
  }
}
