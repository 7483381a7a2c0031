package dev.acsgateway.redis;

import static dev.acsgateway.redis.JobFixture.ALICE;
import static dev.acsgateway.redis.JobFixture.BOB;
import static dev.acsgateway.redis.JobFixture.loose;
import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.cleanup.Assignment;
import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupCounts;
import dev.acsgateway.cleanup.CleanupJob;
import dev.acsgateway.cleanup.CleanupLedger;
import dev.acsgateway.cleanup.CleanupOutcome;
import dev.acsgateway.cleanup.CleanupState;
import dev.acsgateway.cleanup.CleanupTarget;
import dev.acsgateway.cleanup.JobWork;
import dev.acsgateway.cleanup.JobWork.InHand;
import dev.acsgateway.cleanup.Lease;
import dev.acsgateway.cleanup.Lease.Standing;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("topology")
class RedisJobWorkIT {
  private static final Identity HERS = new Identity("8:acs:hers");
  private static final UserId CAROL = new UserId("carol");

  private JobFixture fixture;
  private JobWork work;

  @BeforeEach
  void open() {
    fixture = new JobFixture();
    work = fixture.work;
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Instant now() {
    return fixture.redis.clock.instant();
  }

  private CleanupJob job() {
    return await(fixture.jobs.find("job-1"));
  }

  /** Waits until the lease has run out and another node takes the job on. */
  private Assignment takenOver() {
    return await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> await(work.lease(now())), Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void keepsAJobUntilItIsWorkedOff() {
    fixture.create("job-1", ALICE, BOB);
    Assignment planning = fixture.leased();
    assertThat(job().state()).isEqualTo(CleanupState.PLANNING);
    assertThat(planning.planned()).isFalse();
    Lease lease = planning.lease();
    fixture.redis.own(new UserId("alice"), "8:acs:alices");
    await(work.planned(lease, List.of(ALICE, BOB, loose("8:acs:x")), now()));
    assertThat(job().state()).isEqualTo(CleanupState.RUNNING);
    assertThat(job().sample()).as("whom the ledger knows").containsExactly("alice", "8:acs:x");

    assertThat(await(work.next(lease, 10))).containsExactly(ALICE, BOB);
    await(work.record(lease, ALICE, new CleanupOutcome.Deleted(true)));
    await(work.record(lease, BOB, new CleanupOutcome.Failed("ACS said no")));
    assertThat(await(work.next(lease, 10))).isEmpty();
    await(work.end(lease, now()));

    assertThat(job().state()).isEqualTo(CleanupState.COMPLETED);
    assertThat(job().counts()).isEqualTo(new CleanupCounts(2, 1, 1, 0, 1));
    assertThat(job().finishedAt()).contains(now());
    assertThat(await(work.lease(now()))).isEmpty();
  }

  @Test
  void leasesAJobToOneNodeAtATime() {
    fixture.create("job-1", ALICE);

    assertThat(await(work.lease(now()))).isPresent();
    assertThat(await(work.lease(now()))).isEmpty();
  }

  @Test
  void aSilentNodeLosesItsLeaseAndCanRecordNothingAnyMore() {
    fixture.create("job-1", ALICE, BOB);
    Lease lost = fixture.planned().lease();

    Assignment taken = takenOver();

    assertThat(taken.planned()).as("what was listed stays listed").isTrue();
    assertThat(await(work.renew(lost))).isEqualTo(Standing.LOST);
    assertThat(await(work.takeInHand(lost, ALICE, HERS))).isEqualTo(Standing.LOST);
    assertThat(await(work.record(lost, ALICE, new CleanupOutcome.Deleted(false))))
        .isEqualTo(Standing.LOST);
    assertThat(await(work.next(lost, 1))).isEmpty();
    await(work.end(lost, now()));
    assertThat(job().counts().left()).isEqualTo(2);
    assertThat(job().state()).isEqualTo(CleanupState.RUNNING);
    assertThat(await(work.renew(taken.lease()))).isEqualTo(Standing.GO_ON);
  }

  @Test
  void aCandidateCountsOnce() {
    fixture.create("job-1", ALICE, BOB);
    Lease lease = fixture.planned().lease();

    await(work.record(lease, ALICE, new CleanupOutcome.Deleted(false)));
    await(work.record(lease, ALICE, new CleanupOutcome.Deleted(false)));

    assertThat(job().counts()).isEqualTo(new CleanupCounts(2, 1, 0, 0, 0));
  }

  @Test
  void aCandidateThatIsListedTwiceCountsAsSkippedOnce() {
    fixture.create("job-1", ALICE, BOB, ALICE);
    Lease lease = fixture.planned().lease();

    assertThat(await(work.next(lease, 10))).containsExactly(ALICE, BOB);
    assertThat(await(work.next(lease, 10))).containsExactly(ALICE, BOB);
    assertThat(job().counts()).isEqualTo(new CleanupCounts(3, 0, 0, 1, 0));
  }

  @Test
  void aReleasedJobIsFreeAtOnce() {
    fixture.create("job-1", ALICE);
    await(work.end(fixture.planned().lease(), now()));

    assertThat(job().state()).isEqualTo(CleanupState.QUEUED);
    assertThat(await(work.lease(now()))).isPresent();
  }

  @Test
  void whatIsInHandOutlivesTheNodeThatTookIt() {
    fixture.create("job-1", ALICE, BOB);
    Lease lost = fixture.planned().lease();
    await(work.takeInHand(lost, ALICE, HERS));
    await(work.takeInHand(lost, BOB, new Identity("8:acs:his")));
    await(work.record(lost, ALICE, new CleanupOutcome.Deleted(false)));

    Lease taken = takenOver().lease();
    assertThat(await(work.inHand(taken)))
        .containsExactlyInAnyOrder(
            new InHand(ALICE, HERS, true), new InHand(BOB, new Identity("8:acs:his"), false));

    await(work.settled(taken, List.of(ALICE)));
    await(work.putBack(taken, BOB));
    assertThat(await(work.inHand(taken))).isEmpty();
    assertThat(await(work.next(taken, 10))).containsExactly(BOB);
  }

  @Test
  void aJobIsNotOverWhileSomethingIsInHand() {
    fixture.create("job-1", ALICE);
    Lease lease = fixture.planned().lease();
    await(work.takeInHand(lease, ALICE, HERS));
    await(work.record(lease, ALICE, new CleanupOutcome.Deleted(false)));
    await(work.end(lease, now()));
    assertThat(job().state()).isEqualTo(CleanupState.QUEUED);

    Lease next = fixture.leased().lease();
    await(work.settled(next, List.of(ALICE)));
    await(work.end(next, now()));
    assertThat(job().state()).isEqualTo(CleanupState.COMPLETED);
  }

  @Test
  void writesEachPageOfAListingDownOnce() {
    fixture.create("job-1", new CleanupTarget.Orphans(), false);
    Lease lease = fixture.leased().lease();
    List<Candidate> page =
        List.of(
            new Candidate.Loose(HERS, Optional.of(3)),
            new Candidate.OfUser(CAROL.hash(), Optional.of(new Identity("8:acs:carols"))));

    assertThat(await(work.found(lease, CleanupLedger.START, "1", page, 0)))
        .isEqualTo(Standing.GO_ON);
    assertThat(await(work.found(lease, CleanupLedger.START, "1", page, 0)))
        .isEqualTo(Standing.LOST);

    assertThat(job().counts().total()).isEqualTo(2);
    assertThat(await(work.next(lease, 10))).isEqualTo(page);
    assertThat(takenOver().cursor()).isEqualTo("1");
  }

  @Test
  void aDryRunCountsWhatItFindsAndKeepsNothing() {
    fixture.create("job-1", new CleanupTarget.Orphans(), true);
    Lease lease = fixture.leased().lease();
    await(work.found(lease, CleanupLedger.START, "1", List.of(loose("8:acs:x")), 0));
    await(work.planned(lease, List.of(loose("8:acs:x")), now()));
    await(work.end(lease, now()));

    assertThat(job().counts().left()).isEqualTo(1);
    assertThat(job().state()).isEqualTo(CleanupState.COMPLETED);
  }

  @Test
  void anIdentityIsNoLongerUnmatchedOnceItIsFound() {
    fixture.create("job-1", ALICE, loose("8:acs:hers"), loose("8:acs:nobodys"));
    Lease lease = fixture.leased().lease();
    assertThat(await(work.unmatched(lease)))
        .containsExactlyInAnyOrder(HERS, new Identity("8:acs:nobodys"));
    Candidate carol = new Candidate.OfUser(CAROL.hash(), Optional.of(HERS));
    await(work.found(lease, "", "", List.of(carol), 0));
    assertThat(await(work.unmatched(lease))).containsExactly(new Identity("8:acs:nobodys"));
    assertThat(await(work.listed(lease, 0, 10))).containsExactly(ALICE, carol);
  }
}
