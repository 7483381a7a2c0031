package dev.acsgateway.cleanup;

import dev.acsgateway.cleanup.Lease.Standing;
import dev.acsgateway.fake.StoreContract;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import java.util.List;
import java.util.Optional;

/** A contract about clean-up jobs. */
abstract class JobContract extends StoreContract {
  static final Candidate ALICES = Candidate.of(ALICE);
  static final Candidate BOBS = Candidate.of(BOB);
  static final CleanupTarget LISTED = new CleanupTarget.Listed();
  static final CleanupTarget ORPHANS = new CleanupTarget.Orphans();

  static Candidate loose(String identity) {
    return new Candidate.Loose(new Identity(identity), Optional.empty());
  }

  static Candidate owner(UserId user, String identity) {
    return new Candidate.OfUser(user.hash(), Optional.of(new Identity(identity)));
  }

  static CleanupRequest request(CleanupTarget target, boolean dryRun) {
    return new CleanupRequest(target, dryRun, Optional.empty(), Optional.empty(), !dryRun);
  }

  final void prepare(String id, CleanupRequest request) {
    await(store.jobStore().prepare(id, request, Optional.empty(), now()));
  }

  final CleanupJob create(String id, Candidate... candidates) {
    return create(id, LISTED, false, candidates);
  }

  final CleanupJob create(
      String id, CleanupTarget target, boolean dryRun, Candidate... candidates) {
    prepare(id, request(target, dryRun));
    if (candidates.length > 0) {
      await(store.jobStore().add(id, List.of(candidates)));
    }
    return await(store.jobStore().open(id, now()));
  }

  final CleanupJob job() {
    return await(store.jobStore().find("job-1"));
  }

  final CleanupState order(CleanupOrder order) {
    return await(store.jobStore().order("job-1", order, now())).state();
  }

  final Optional<LeasedJob> lease() {
    return await(store.jobWork().lease(now()));
  }

  final Lease leased() {
    return lease().orElseThrow().lease();
  }

  /** Leases the job and says that its candidates are all listed. */
  final Lease planned() {
    Lease lease = leased();
    await(store.jobWork().planned(lease, List.of(), now()));
    return lease;
  }

  final Standing record(Lease lease, Candidate candidate, CleanupOutcome outcome) {
    return await(store.jobWork().record(lease, candidate, outcome));
  }

  final void end(Lease lease) {
    await(store.jobWork().end(lease, now()));
  }
}
