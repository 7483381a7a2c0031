package dev.acsgateway.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.cleanup.JobExecutionStore.InHand;
import dev.acsgateway.cleanup.Lease.Standing;
import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.identity.Identity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store keeps of {@link JobExecutionStore}. */
public abstract class JobExecutionStoreContract extends JobContract {
  private static final Identity HERS = new Identity("8:acs:hers");
  private static final Identity HIS = new Identity("8:acs:his");

  private JobExecutionStore work() {
    return store.jobWork();
  }

  private LeasedJob takenOver() {
    store.elapse(StorePorts.LEASE);
    return lease().orElseThrow();
  }

  @Test
  void keepsAJobUntilItIsWorkedOff() {
    create("job-1", ALICES, BOBS);
    LeasedJob planning = lease().orElseThrow();
    assertThat(job().state()).isEqualTo(CleanupState.PLANNING);
    assertThat(planning.planned()).isFalse();
    assertThat(planning.cursor()).isEqualTo(CleanupLedger.START);
    assertThat(planning.job()).isEqualTo(job());
    Lease lease = planning.lease();
    own(ALICE, "8:acs:alices");
    assertThat(await(work().planned(lease, List.of(ALICES, BOBS, loose("8:acs:x")), now())))
        .isEqualTo(Standing.GO_ON);
    assertThat(job().state()).isEqualTo(CleanupState.RUNNING);
    assertThat(job().sample())
        .as("whom the ledger knows")
        .containsExactly(ALICE.value(), "8:acs:x");

    assertThat(await(work().next(lease, 1))).containsExactly(ALICES);
    assertThat(await(work().next(lease, 10))).containsExactly(ALICES, BOBS);
    assertThat(record(lease, ALICES, new CleanupOutcome.Deleted(true))).isEqualTo(Standing.GO_ON);
    record(lease, BOBS, new CleanupOutcome.Failed("ACS said no"));
    assertThat(await(work().next(lease, 10))).isEmpty();
    end(lease);

    assertThat(job().state()).isEqualTo(CleanupState.COMPLETED);
    assertThat(job().counts()).isEqualTo(new CleanupCounts(2, 1, 1, 0, 1));
    assertThat(job().finishedAt()).contains(now());
    assertThat(lease()).isEmpty();
  }

  @Test
  void everyOutcomeIsCountedAsWhatItIs() {
    create("job-1", ALICES, BOBS, owner(ALICE, "8:acs:x"), owner(BOB, "8:acs:y"));
    Lease lease = planned();

    record(lease, ALICES, new CleanupOutcome.Deleted(false));
    assertThat(job().counts()).isEqualTo(new CleanupCounts(4, 1, 0, 0, 0));
    record(lease, BOBS, new CleanupOutcome.Deleted(true));
    assertThat(job().counts()).isEqualTo(new CleanupCounts(4, 2, 0, 0, 1));
    record(lease, owner(ALICE, "8:acs:x"), new CleanupOutcome.Skipped());
    assertThat(job().counts()).isEqualTo(new CleanupCounts(4, 2, 0, 1, 1));
    record(lease, owner(BOB, "8:acs:y"), new CleanupOutcome.Failed("no"));
    assertThat(job().counts()).isEqualTo(new CleanupCounts(4, 2, 1, 1, 1));
  }

  @Test
  void leasesTheOldestJobThatNobodyWorksOn() {
    create("job-2", ALICES);
    store.clock().advance(Duration.ofSeconds(1));
    create("job-1", ALICES);

    assertThat(leased().jobId()).isEqualTo("job-2");
    assertThat(leased().jobId()).isEqualTo("job-1");
    assertThat(lease()).isEmpty();
  }

  @Test
  void aLeaseThatIsRenewedIsNobodyElses() {
    create("job-1", ALICES);
    Lease lease = leased();
    store.elapse(StorePorts.LEASE.minusSeconds(10));
    assertThat(await(work().renew(lease))).isEqualTo(Standing.GO_ON);
    store.elapse(StorePorts.LEASE.minusSeconds(10));
    assertThat(lease()).isEmpty();
    store.elapse(Duration.ofSeconds(10));
    assertThat(lease()).isPresent();
  }

  @Test
  void aLeaseThatRanOutStandsUntilItIsTakenOver() {
    create("job-1", ALICES);
    Lease lease = planned();
    store.elapse(StorePorts.LEASE.multipliedBy(2));

    assertThat(await(work().renew(lease))).isEqualTo(Standing.GO_ON);
    assertThat(lease()).isEmpty();
  }

  @Test
  void aSilentNodeLosesItsLeaseAndCanRecordNothingAnyMore() {
    create("job-1", ALICES, BOBS);
    Lease lost = planned();

    LeasedJob taken = takenOver();

    assertThat(taken.planned()).as("what was listed stays listed").isTrue();
    assertThat(await(work().renew(lost))).isEqualTo(Standing.LOST);
    assertThat(await(work().markInProgress(lost, ALICES, HERS))).isEqualTo(Standing.LOST);
    assertThat(await(work().found(lost, "", "1", List.of(BOBS), 0))).isEqualTo(Standing.LOST);
    assertThat(await(work().counted(lost, "", "1", 5))).isEqualTo(Standing.LOST);
    assertThat(await(work().planned(lost, List.of(BOBS), now()))).isEqualTo(Standing.LOST);
    assertThat(record(lost, ALICES, new CleanupOutcome.Deleted(false))).isEqualTo(Standing.LOST);
    assertThat(await(work().next(lost, 1))).isEmpty();
    end(lost);
    assertThat(job().counts()).isEqualTo(new CleanupCounts(2, 0, 0, 0, 0));
    assertThat(job().sample()).isEmpty();
    assertThat(job().state()).isEqualTo(CleanupState.RUNNING);
    assertThat(await(work().inHand(taken.lease()))).isEmpty();
    assertThat(await(work().renew(taken.lease()))).isEqualTo(Standing.GO_ON);
  }

  @Test
  void whoLostTheLeaseCannotPutBackWhatTheNextNodeHasInHand() {
    create("job-1", ALICES);
    Lease lost = planned();
    Lease taken = takenOver().lease();
    await(work().markInProgress(taken, ALICES, HERS));

    assertThat(await(work().putBack(lost, ALICES))).isEqualTo(Standing.LOST);
    assertThat(await(work().inHand(taken))).containsExactly(new InHand(ALICES, HERS, false));
  }

  @Test
  void aCandidateCountsOnce() {
    create("job-1", ALICES, BOBS);
    Lease lease = planned();

    assertThat(record(lease, ALICES, new CleanupOutcome.Deleted(false))).isEqualTo(Standing.GO_ON);
    assertThat(record(lease, ALICES, new CleanupOutcome.Deleted(false))).isEqualTo(Standing.LOST);

    assertThat(job().counts()).isEqualTo(new CleanupCounts(2, 1, 0, 0, 0));
  }

  @Test
  void aCandidateThatIsListedTwiceCountsAsSkippedOnce() {
    create("job-1", ALICES, BOBS, ALICES, loose("8:acs:x"));
    Lease lease = planned();

    assertThat(await(work().next(lease, 3))).containsExactly(ALICES, BOBS);
    assertThat(await(work().next(lease, 10))).containsExactly(ALICES, BOBS);
    assertThat(job().counts()).isEqualTo(new CleanupCounts(3, 0, 0, 1, 0));
  }

  @Test
  void aReleasedJobIsFreeAtOnce() {
    create("job-1", ALICES);
    end(planned());

    assertThat(job().state()).isEqualTo(CleanupState.QUEUED);
    assertThat(lease()).isPresent();
  }

  @Test
  void anOrderToStopIsHeardAtEveryStep() {
    create("job-1", ALICES, BOBS, owner(BOB, "8:acs:y"));
    Lease lease = leased();
    order(CleanupOrder.PAUSE);

    assertThat(await(work().renew(lease))).isEqualTo(Standing.STOP);
    assertThat(await(work().found(lease, "", "", List.of(), 0))).isEqualTo(Standing.STOP);
    assertThat(await(work().planned(lease, List.of(), now()))).isEqualTo(Standing.STOP);
    assertThat(job().state()).as("it is not running now").isEqualTo(CleanupState.PAUSING);
    assertThat(await(work().markInProgress(lease, ALICES, HERS))).isEqualTo(Standing.STOP);
    assertThat(await(work().putBack(lease, ALICES))).isEqualTo(Standing.STOP);
    assertThat(record(lease, BOBS, new CleanupOutcome.Skipped())).isEqualTo(Standing.STOP);
    assertThat(job().counts().skipped()).as("what is finished counts").isEqualTo(1);
  }

  @Test
  void whatIsInHandOutlivesTheNodeThatTookIt() {
    create("job-1", ALICES, BOBS);
    Lease lost = planned();
    await(work().markInProgress(lost, ALICES, HERS));
    await(work().markInProgress(lost, BOBS, HIS));
    record(lost, ALICES, new CleanupOutcome.Deleted(false));

    Lease taken = takenOver().lease();
    assertThat(await(work().inHand(taken)))
        .containsExactlyInAnyOrder(new InHand(ALICES, HERS, true), new InHand(BOBS, HIS, false));

    await(work().settled(taken, List.of(ALICES)));
    await(work().putBack(taken, BOBS));
    assertThat(await(work().inHand(taken))).isEmpty();
    assertThat(await(work().next(taken, 10))).containsExactly(BOBS);
  }

  @Test
  void whatFailedOrWasSkippedIsInHandNoMore() {
    create("job-1", ALICES, BOBS);
    Lease lease = planned();
    await(work().markInProgress(lease, ALICES, HERS));
    await(work().markInProgress(lease, BOBS, HIS));

    record(lease, ALICES, new CleanupOutcome.Failed("no"));
    record(lease, BOBS, new CleanupOutcome.Skipped());

    assertThat(await(work().inHand(lease))).isEmpty();
  }

  @Test
  void aJobIsNotOverWhileSomethingIsInHand() {
    create("job-1", ALICES);
    Lease lease = planned();
    await(work().markInProgress(lease, ALICES, HERS));
    record(lease, ALICES, new CleanupOutcome.Deleted(false));
    end(lease);
    assertThat(job().state()).isEqualTo(CleanupState.QUEUED);

    Lease next = leased();
    await(work().settled(next, List.of(ALICES)));
    end(next);
    assertThat(job().state()).isEqualTo(CleanupState.COMPLETED);
  }

  @Test
  void aJobWhoseCandidatesAreNotAllListedIsNotOver() {
    create("job-1", ORPHANS, false);
    end(leased());

    assertThat(job().state()).isEqualTo(CleanupState.QUEUED);
  }

  @Test
  void aJobThatIsDoneBeforeItsPauseTookEffectIsCompleted() {
    create("job-1", ALICES);
    Lease lease = planned();
    record(lease, ALICES, new CleanupOutcome.Skipped());
    order(CleanupOrder.PAUSE);
    end(lease);

    assertThat(job().state()).isEqualTo(CleanupState.COMPLETED);
  }

  @Test
  void aCancellingJobWhoseNodeDiedIsTakenOverToBeEnded() {
    create("job-1", ALICES, BOBS);
    await(work().markInProgress(planned(), ALICES, HERS));
    order(CleanupOrder.CANCEL);

    Lease taken = takenOver().lease();
    assertThat(job().state()).isEqualTo(CleanupState.CANCELLING);
    assertThat(await(work().renew(taken))).isEqualTo(Standing.STOP);
    assertThat(await(work().inHand(taken))).containsExactly(new InHand(ALICES, HERS, false));
    record(taken, ALICES, new CleanupOutcome.Deleted(false));
    await(work().settled(taken, List.of(ALICES)));
    end(taken);
    assertThat(job().state()).isEqualTo(CleanupState.CANCELLED);
    assertThat(job().counts()).isEqualTo(new CleanupCounts(2, 1, 0, 0, 0));
  }

  @Test
  void aPausingJobWhoseNodeDiedIsTakenOverToBePaused() {
    create("job-1", ALICES);
    planned();
    order(CleanupOrder.PAUSE);

    Lease taken = takenOver().lease();
    assertThat(await(work().renew(taken))).isEqualTo(Standing.STOP);
    end(taken);
    assertThat(job().state()).isEqualTo(CleanupState.PAUSED);
  }

  @Test
  void writesEachPageOfAListingDownOnce() {
    create("job-1", ORPHANS, false);
    Lease lease = leased();
    List<Candidate> page =
        List.of(new Candidate.Loose(HERS, Optional.of(3)), owner(BOB, "8:acs:bobs"));

    assertThat(await(work().found(lease, CleanupLedger.START, "1", page, 0)))
        .isEqualTo(Standing.GO_ON);
    assertThat(await(work().found(lease, CleanupLedger.START, "1", page, 0)))
        .isEqualTo(Standing.LOST);

    assertThat(job().counts().total()).isEqualTo(2);
    assertThat(await(work().next(lease, 10))).isEqualTo(page);
    assertThat(takenOver().cursor()).isEqualTo("1");
  }

  @Test
  void aDryRunCountsWhatItFindsAndKeepsNothing() {
    create("job-1", ORPHANS, true);
    Lease lease = leased();
    await(work().found(lease, "", "1", List.of(loose("8:acs:x")), 3));
    await(work().counted(lease, "1", "2", 40));
    assertThat(job().counts()).isEqualTo(new CleanupCounts(41, 0, 0, 3, 0));
    assertThat(await(work().listed(lease, 0, 10))).isEmpty();
    await(work().planned(lease, List.of(loose("8:acs:x")), now()));
    end(lease);

    assertThat(job().state()).isEqualTo(CleanupState.COMPLETED);
    assertThat(job().sample()).containsExactly("8:acs:x");
  }

  @Test
  void aDryRunOfAListKeepsItUntilItIsPlanned() {
    create("job-1", LISTED, true, ALICES, loose("8:acs:hers"));
    Lease lease = leased();
    assertThat(await(work().listed(lease, 0, 10))).containsExactly(ALICES);
    await(work().planned(lease, List.of(), now()));
    assertThat(await(work().next(lease, 10))).isEmpty();
    assertThat(await(work().unmatched(lease))).isEmpty();
  }

  @Test
  void anIdentityIsNoLongerUnmatchedOnceItIsFound() {
    create("job-1", ALICES, loose("8:acs:hers"), loose("8:acs:nobodys"));
    Lease lease = leased();
    assertThat(await(work().unmatched(lease)))
        .containsExactlyInAnyOrder(HERS, new Identity("8:acs:nobodys"));
    Candidate found = owner(BOB, "8:acs:hers");
    await(work().found(lease, "", "", List.of(found), 0));
    assertThat(await(work().unmatched(lease))).containsExactly(new Identity("8:acs:nobodys"));
    assertThat(await(work().listed(lease, 0, 10))).containsExactly(ALICES, found);
    assertThat(await(work().listed(lease, 1, 10))).containsExactly(found);
    assertThat(await(work().listed(lease, 0, 1))).containsExactly(ALICES);
  }

  @Test
  void tellsSinceWhenANodeDeletesAndWhatWasDoneBefore() {
    create("job-1", ALICES, BOBS);
    Lease first = planned();
    record(first, ALICES, new CleanupOutcome.Skipped());
    end(first);
    store.clock().advance(Duration.ofSeconds(5));
    leased();

    assertThat(job().stretch()).contains(new CleanupJob.Stretch(now(), 1));
  }
}
