package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.ClaimPrecondition;
import dev.acsgateway.cleanup.CleanupOrder;
import dev.acsgateway.cleanup.CleanupRequest;
import dev.acsgateway.cleanup.CleanupTarget;
import dev.acsgateway.cleanup.JobStore;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.identity.UserId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A Redis that should have a replica, and has none. */
@Tag("fault")
class LostReplicaIT {
  private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");

  private TestRedisProcess alone;
  private StoreFixture before;
  private StoreFixture redis;

  @BeforeEach
  void start() {
    alone = TestRedisProcess.start();
    before = StoreFixture.lookingAt(alone.url(), 16);
    redis = StoreFixture.replicated(RedisConfig.Mode.STANDALONE, alone.url());
  }

  @AfterEach
  void stop() {
    redis.close();
    before.close();
    alone.close();
  }

  @Test
  void noIdentityCounts() {
    assertThatThrownBy(() -> redis.own(StoreFixture.ALICE, "8:acs:r_1"))
        .isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void noJobCounts() {
    assertThatThrownBy(() -> create(redis.store.jobStore())).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void noOrderToOneCounts() {
    create(before.store.jobStore());

    for (CleanupOrder each : CleanupOrder.values()) {
      assertThatThrownBy(() -> await(redis.store.jobStore().order("job-1", each, NOW)))
          .as(each.name())
          .isInstanceOf(StoreUnavailable.class);
    }
  }

  @Test
  void nobodyIsClaimedForDeletion() {
    before.own(StoreFixture.ALICE, "8:acs:r_1");
    before.own(StoreFixture.BOB, "8:acs:r_2");
    redis.clock.advance(Duration.ofDays(1));
    Instant later = redis.clock.instant();

    assertNotClaimed(StoreFixture.ALICE, new ClaimPrecondition.IdleSince(later));
    assertNotClaimed(StoreFixture.BOB, new ClaimPrecondition.MadeBefore(later));
  }

  @Test
  void oneReplicaThatConfirmsIsTooFewWhereTwoAreDemanded() {
    String port = Integer.toString(URI.create(alone.url()).getPort());
    try (TestRedisProcess replica = TestRedisProcess.start("--replicaof", "127.0.0.1", port);
        StoreFixture two = StoreFixture.replicated(RedisConfig.Mode.STANDALONE, alone.url(), 2)) {
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> replica.command("INFO replication").contains("master_link_status:up"));

      assertThatThrownBy(() -> two.own(StoreFixture.ALICE, "8:acs:r_1"))
          .isInstanceOf(StoreUnavailable.class);
      assertThat(redis.own(StoreFixture.BOB, "8:acs:r_2"))
          .as("enough where one is demanded")
          .isNotNull();
    }
  }

  private void assertNotClaimed(UserId user, ClaimPrecondition rule) {
    Candidate candidate = new Candidate.OfUser(user.hash(), Optional.empty());
    assertThatThrownBy(() -> await(redis.store.cleanupLedger().claim(candidate, rule)))
        .as(rule.toString())
        .isInstanceOf(StoreUnavailable.class);
  }

  private static void create(JobStore jobs) {
    CleanupRequest request =
        new CleanupRequest(
            new CleanupTarget.Listed(), false, Optional.empty(), Optional.empty(), true);
    await(jobs.prepare("job-1", request, Optional.empty(), NOW));
    await(jobs.add("job-1", List.of(Candidate.of(StoreFixture.ALICE))));
    await(jobs.open("job-1", NOW));
  }
}
