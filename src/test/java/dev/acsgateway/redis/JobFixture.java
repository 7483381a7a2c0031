package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.await;

import dev.acsgateway.cleanup.Assignment;
import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupCounts;
import dev.acsgateway.cleanup.CleanupJob;
import dev.acsgateway.cleanup.CleanupRequest;
import dev.acsgateway.cleanup.CleanupTarget;
import dev.acsgateway.cleanup.JobStore;
import dev.acsgateway.cleanup.JobWork;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Clean-up jobs in an empty Redis. */
final class JobFixture implements AutoCloseable {
  static final Candidate ALICE = user("alice");
  static final Candidate BOB = user("bob");

  final StoreFixture redis = new StoreFixture();
  final JobStore jobs = redis.store.jobStore();
  final JobWork work = redis.store.jobWork();

  static Candidate user(String name) {
    return Candidate.of(new UserId(name));
  }

  static Candidate loose(String identity) {
    return new Candidate.Loose(new Identity(identity), Optional.empty());
  }

  static CleanupRequest request(CleanupTarget target, boolean dryRun) {
    return new CleanupRequest(target, dryRun, Optional.empty(), Optional.empty(), !dryRun);
  }

  CleanupJob create(String id, Candidate... candidates) {
    return create(id, new CleanupTarget.Listed(), false, candidates);
  }

  CleanupJob create(String id, CleanupTarget target, boolean dryRun, Candidate... candidates) {
    await(jobs.prepare(id, request(target, dryRun), Optional.empty(), redis.clock.instant()));
    if (candidates.length > 0) {
      await(jobs.add(id, List.copyOf(Arrays.asList(candidates))));
    }
    return await(jobs.open(id, redis.clock.instant()));
  }

  Assignment leased() {
    return await(work.lease(redis.clock.instant())).orElseThrow();
  }

  /** Leases the job and says that its candidates are all listed. */
  Assignment planned() {
    Assignment job = leased();
    await(work.planned(job.lease(), List.of(), redis.clock.instant()));
    return job;
  }

  CleanupCounts counts(String id) {
    return await(jobs.find(id)).counts();
  }

  @Override
  public void close() {
    redis.close();
  }
}
