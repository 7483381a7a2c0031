package dev.acsgateway.cleanup;

import static io.vertx.core.Future.await;

import dev.acsgateway.cleanup.Lease.Standing;
import dev.acsgateway.identity.IdentityClient;
import java.time.Duration;
import java.util.List;

/**
 * Works one candidate off, on a virtual thread: check and mark it in the ledger, note it in the
 * job, delete it at ACS, count it in the job, forget it in the ledger. Killed between any two of
 * these, another node finishes what is noted.
 */
final class CandidateProcessor {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_NAP = Duration.ofSeconds(1);

  private final JobExecutionStore work;
  private final CleanupLedger ledger;
  private final Deletion deletion;
  private final Lease lease;
  private final ClaimPrecondition rule;
  private final RunControl course;
  private final RunningCounts counts;

  CandidateProcessor(
      JobExecutionStore work,
      CleanupLedger ledger,
      IdentityClient acs,
      LeasedJob assignment,
      RunControl course,
      RunningCounts counts) {
    this.work = work;
    this.ledger = ledger;
    this.deletion = new Deletion(acs, course);
    this.lease = assignment.lease();
    this.rule = rule(assignment.job());
    this.course = course;
    this.counts = counts;
  }

  /** Whoever is in use again when its turn comes stays, whatever it was when the job began. */
  private static ClaimPrecondition rule(CleanupJob job) {
    return job.request().target() instanceof CleanupTarget.Idle idle
        ? new ClaimPrecondition.IdleSince(job.createdAt().minus(idle.olderThan()))
        : new ClaimPrecondition.MadeBefore(job.createdAt());
  }

  void cleanUp(Candidate candidate) {
    switch (claimPatiently(candidate)) {
      case Claim.Granted granted -> {
        Standing noted = await(work.markInProgress(lease, candidate, granted.identity()));
        course.heed(noted);
        if (noted == Standing.LOST) {
          await(ledger.release(candidate, granted));
        } else {
          delete(candidate, granted);
        }
      }
      case Claim.InUse inUse -> record(candidate, new CleanupOutcome.Skipped());
      case Claim.Unknown unknown -> record(candidate, new CleanupOutcome.Skipped());
      case Claim.Busy busy ->
          record(candidate, new CleanupOutcome.Failed("The user was being changed all the time."));
    }
  }

  private Claim claimPatiently(Candidate candidate) {
    Duration waited = Duration.ZERO;
    Claim claim = await(ledger.claim(candidate, rule));
    while (claim instanceof Claim.Busy busy && waited.compareTo(LONGEST_WAIT) < 0) {
      Duration nap = busy.atMost().compareTo(LONGEST_NAP) < 0 ? busy.atMost() : LONGEST_NAP;
      course.sleep(nap);
      waited = waited.plus(nap);
      claim = await(ledger.claim(candidate, rule));
    }
    return claim;
  }

  /** Carries a deletion to its end that is noted as in hand. */
  void delete(Candidate candidate, Claim.Granted claim) {
    switch (deletion.delete(claim.identity())) {
      case Deletion.Result.Deleted(boolean alreadyGone) -> {
        // What is not counted stays in hand: whoever has the lease now finishes and counts it.
        if (record(candidate, new CleanupOutcome.Deleted(alreadyGone))) {
          forget(candidate, claim);
        }
      }
      case Deletion.Result.Refused(String reason, boolean mayHaveActed) -> {
        if (!mayHaveActed) {
          await(ledger.release(candidate, claim));
        }
        record(candidate, new CleanupOutcome.Failed(reason));
      }
      case Deletion.Result.Stopped() -> {
        await(ledger.release(candidate, claim));
        course.heed(await(work.putBack(lease, candidate)));
      }
    }
  }

  /** The last step; may be repeated. */
  void forget(Candidate candidate, Claim.Granted claim) {
    await(ledger.forget(candidate, claim.identity()));
    await(work.settled(lease, List.of(candidate)));
  }

  /** Whether it was counted. */
  private boolean record(Candidate candidate, CleanupOutcome outcome) {
    Standing standing = await(work.record(lease, candidate, outcome));
    course.heed(standing);
    if (standing == Standing.LOST) {
      return false;
    }
    counts.add(outcome);
    return true;
  }
}
