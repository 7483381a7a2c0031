package dev.acsgateway.cleanup;

import dev.acsgateway.cleanup.Lease.Standing;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.identity.Identity;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Clean-up jobs as the nodes see them that work on them. A node works on a job only while it holds
 * the job's lease; every change it makes is refused once the lease is another's. Any future may
 * fail with {@link StoreUnavailable}; then the lease is to be left alone until it runs out.
 */
public interface JobExecutionStore {

  /** Takes on the oldest job that has work to do and that no node holds. */
  Future<Optional<LeasedJob>> lease(Instant now);

  /** Extends the lease. */
  Future<Standing> renew(Lease lease);

  /**
   * Adds what the listing found; in a dry run, counts it only.
   *
   * @param from the cursor before
   * @param to the cursor from here on
   * @param unknown how many candidates turned out to be unknown
   */
  Future<Standing> found(
      Lease lease, String from, String to, List<Candidate> candidates, long unknown);

  /** The same for a dry run that counts without looking at each. */
  Future<Standing> counted(Lease lease, String from, String to, long candidates);

  /** Candidates that were listed by a person, from an offset on. */
  Future<List<Candidate>> listed(Lease lease, long offset, int limit);

  /** Identities listed by a person of which it is not known yet whose they are. */
  Future<Set<Identity>> unmatched(Lease lease);

  /**
   * Records that all candidates are listed.
   *
   * @param sample some of them, to be shown
   */
  Future<Standing> planned(Lease lease, List<Candidate> sample, Instant now);

  /** The next candidates of the job, each once, at most {@code limit}; none when it is done. */
  Future<List<Candidate>> next(Lease lease, int limit);

  /** Notes that a candidate's identity is about to be deleted. */
  Future<Standing> markInProgress(Lease lease, Candidate candidate, Identity identity);

  /** Takes the note back: ACS surely did nothing, and the candidate is still to be looked at. */
  Future<Standing> putBack(Lease lease, Candidate candidate);

  /**
   * Counts what became of a candidate, once. What was deleted stays in hand until it is {@link
   * #settled}.
   */
  Future<Standing> record(Lease lease, Candidate candidate, CleanupOutcome outcome);

  /**
   * A candidate whose deletion has begun and is not settled.
   *
   * @param counted whether ACS has deleted it and that is counted
   */
  record InHand(Candidate candidate, Identity identity, boolean counted) {}

  /** What this or another node may have left half done. */
  Future<List<InHand>> inHand(Lease lease);

  /** The ledger has forgotten these candidates. */
  Future<Void> settled(Lease lease, List<Candidate> candidates);

  /**
   * Ends the lease. A job that was told to pause or to end does; one with nothing left is
   * completed; any other waits for the next node.
   */
  Future<Void> end(Lease lease, Instant now);
}
