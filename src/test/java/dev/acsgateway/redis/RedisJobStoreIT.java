package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.ALICE;
import static dev.acsgateway.redis.StoreFixture.BOB;
import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.cleanup.CleanupCounts;
import dev.acsgateway.cleanup.CleanupJob;
import dev.acsgateway.cleanup.CleanupOutcome;
import dev.acsgateway.cleanup.CleanupRequest;
import dev.acsgateway.cleanup.CleanupState;
import dev.acsgateway.cleanup.JobStore;
import dev.acsgateway.cleanup.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisJobStoreIT {
  private StoreFixture redis;
  private JobStore jobs;

  @BeforeEach
  void open() {
    redis = new StoreFixture();
    jobs = redis.store.jobStore();
  }

  @AfterEach
  void close() {
    redis.close();
  }

  @Test
  void keepsAJobUntilItIsWorkedOff() {
    CleanupJob created = create("job-1");
    assertThat(await(jobs.find("job-1"))).contains(created);

    Lease lease = await(jobs.lease()).orElseThrow();
    assertThat(await(jobs.next(lease, 10))).containsExactly(ALICE, BOB);
    await(jobs.record(lease, ALICE, new CleanupOutcome.Deleted()));
    await(jobs.record(lease, BOB, new CleanupOutcome.Failed("ACS said no")));
    assertThat(await(jobs.next(lease, 10))).isEmpty();
    await(jobs.finish(lease, CleanupState.COMPLETED, redis.clock.instant()));

    CleanupJob done = await(jobs.find("job-1")).orElseThrow();
    assertThat(done.state()).isEqualTo(CleanupState.COMPLETED);
    assertThat(done.counts()).isEqualTo(new CleanupCounts(2, 1, 1, 0));
    assertThat(done.finishedAt()).contains(redis.clock.instant());
    assertThat(await(jobs.lease())).isEmpty();
  }

  @Test
  void listsTheNewestFirst() {
    create("job-1");
    redis.clock.advance(Duration.ofSeconds(1));
    create("job-2");

    assertThat(await(jobs.newest(10))).extracting(CleanupJob::id).containsExactly("job-2", "job-1");
    assertThat(await(jobs.newest(1))).hasSize(1);
  }

  @Test
  void leasesAJobToOneNodeAtATime() {
    create("job-1");

    assertThat(await(jobs.lease())).isPresent();
    assertThat(await(jobs.lease())).isEmpty();
  }

  @Test
  void aSilentNodeLosesItsLeaseAndCanRecordNothingAnyMore() {
    create("job-1");
    Lease lost = await(jobs.lease()).orElseThrow();

    Lease taken =
        await()
            .atMost(Duration.ofSeconds(5))
            .until(() -> await(jobs.lease()), Optional::isPresent)
            .orElseThrow();

    assertThat(await(jobs.renew(lost))).isFalse();
    await(jobs.record(lost, ALICE, new CleanupOutcome.Deleted()));
    assertThat(await(jobs.find("job-1")).orElseThrow().counts().left()).isEqualTo(2);
    assertThat(await(jobs.renew(taken))).isTrue();
  }

  @Test
  void aCandidateCountsOnce() {
    create("job-1");
    Lease lease = await(jobs.lease()).orElseThrow();

    await(jobs.record(lease, ALICE, new CleanupOutcome.Deleted()));
    await(jobs.record(lease, ALICE, new CleanupOutcome.Deleted()));

    assertThat(await(jobs.find("job-1")).orElseThrow().counts())
        .isEqualTo(new CleanupCounts(2, 1, 0, 0));
  }

  @Test
  void aReleasedJobIsFreeAtOnce() {
    create("job-1");
    await(jobs.release(await(jobs.lease()).orElseThrow()));

    assertThat(await(jobs.lease())).isPresent();
  }

  private CleanupJob create(String id) {
    return await(jobs.create(id, new CleanupRequest(List.of(ALICE, BOB)), redis.clock.instant()));
  }
}
