package dev.acsgateway.redis;

import static dev.acsgateway.redis.JobFixture.ALICE;
import static dev.acsgateway.redis.JobFixture.BOB;
import static dev.acsgateway.redis.JobFixture.loose;
import static dev.acsgateway.redis.JobFixture.request;
import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.cleanup.Assignment;
import dev.acsgateway.cleanup.CleanupCounts;
import dev.acsgateway.cleanup.CleanupFailure;
import dev.acsgateway.cleanup.CleanupJob;
import dev.acsgateway.cleanup.CleanupOrder;
import dev.acsgateway.cleanup.CleanupOutcome;
import dev.acsgateway.cleanup.CleanupRequest;
import dev.acsgateway.cleanup.CleanupState;
import dev.acsgateway.cleanup.CleanupTarget;
import dev.acsgateway.cleanup.Lease.Standing;
import dev.acsgateway.failure.CleanupConflict;
import dev.acsgateway.failure.CleanupNotFound;
import dev.acsgateway.identity.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("topology")
class RedisJobStoreIT {
  private JobFixture fixture;

  @BeforeEach
  void open() {
    fixture = new JobFixture();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private CleanupState order(String id, CleanupOrder order) {
    return await(fixture.jobs.order(id, order, fixture.redis.clock.instant())).state();
  }

  @Test
  void keepsWhatWasAskedFor() {
    CleanupRequest asked =
        new CleanupRequest(
            new CleanupTarget.Idle(Duration.ofDays(30)),
            false,
            Optional.of(7),
            Optional.of(2.5),
            true,
            "tenant-a:*");
    await(fixture.jobs.prepare("job-1", asked, Optional.of("nightly"), instant()));
    await(fixture.jobs.open("job-1", instant()));

    CleanupJob job = await(fixture.jobs.find("job-1"));
    assertThat(job.request()).isEqualTo(asked);
    assertThat(job.schedule()).contains("nightly");
    assertThat(job.createdAt()).isEqualTo(instant());
    assertThat(job.state()).isEqualTo(CleanupState.QUEUED);
  }

  private java.time.Instant instant() {
    return fixture.redis.clock.instant();
  }

  @Test
  void aJobIsSeenByNobodyBeforeItIsOpen() {
    await(
        fixture.jobs.prepare(
            "job-1", request(new CleanupTarget.Listed(), false), Optional.empty(), instant()));
    await(fixture.jobs.add("job-1", List.of(ALICE, BOB, loose("8:acs:x_y"))));

    assertThatThrownBy(() -> await(fixture.jobs.find("job-1"))).isInstanceOf(CleanupNotFound.class);
    assertThat(await(fixture.jobs.newest(10))).isEmpty();
    assertThat(await(fixture.work.lease(instant()))).isEmpty();

    CleanupJob opened = await(fixture.jobs.open("job-1", instant()));
    assertThat(opened.counts().total()).as("whose the identity is comes later").isEqualTo(2);
    assertThat(await(fixture.jobs.newest(10))).containsExactly(opened);
    assertThat(await(fixture.work.lease(instant()))).isPresent();
  }

  @Test
  void aDiscardedJobCannotBeOpened() {
    await(
        fixture.jobs.prepare(
            "job-1", request(new CleanupTarget.Listed(), false), Optional.empty(), instant()));
    await(fixture.jobs.discard("job-1"));
    assertThatThrownBy(() -> await(fixture.jobs.add("job-1", List.of(ALICE))))
        .isInstanceOf(CleanupNotFound.class);
    assertThatThrownBy(() -> await(fixture.jobs.open("job-1", instant())))
        .isInstanceOf(CleanupNotFound.class);
    assertThat(TestRedis.send("KEYS gw:{job*")).doesNotContain("job-1");
  }

  @Test
  void listsTheNewestFirst() {
    fixture.create("job-1", ALICE);
    fixture.redis.clock.advance(Duration.ofSeconds(1));
    fixture.create("job-2", ALICE);

    assertThat(await(fixture.jobs.newest(10)))
        .extracting(CleanupJob::id)
        .containsExactly("job-2", "job-1");
    assertThat(await(fixture.jobs.newest(1))).hasSize(1);
  }

  @Test
  void pausesAndResumesAtOnceWhatNobodyWorksOn() {
    fixture.create("job-1", ALICE);
    assertThat(order("job-1", CleanupOrder.PAUSE)).isEqualTo(CleanupState.PAUSED);
    assertThat(await(fixture.work.lease(instant()))).isEmpty();
    assertThat(order("job-1", CleanupOrder.RESUME)).isEqualTo(CleanupState.QUEUED);
    assertThat(await(fixture.work.lease(instant()))).isPresent();
  }

  @Test
  void tellsTheNodeAtWorkToStopAndPausesWhenItHas() {
    fixture.create("job-1", ALICE);
    Assignment job = fixture.planned();
    assertThat(order("job-1", CleanupOrder.PAUSE)).isEqualTo(CleanupState.PAUSING);
    assertThat(await(fixture.work.renew(job.lease()))).isEqualTo(Standing.STOP);
    await(fixture.work.end(job.lease(), instant()));
    assertThat(await(fixture.jobs.find("job-1")).state()).isEqualTo(CleanupState.PAUSED);
  }

  @Test
  void aResumptionInTimeMakesUpForAPause() {
    fixture.create("job-1", ALICE);
    Assignment job = fixture.planned();
    order("job-1", CleanupOrder.PAUSE);
    assertThat(order("job-1", CleanupOrder.RESUME)).isEqualTo(CleanupState.RUNNING);
    assertThat(await(fixture.work.renew(job.lease()))).isEqualTo(Standing.GO_ON);
  }

  @Test
  void aCancelledJobKeepsItsCountsAndTakesNoMoreOrders() {
    fixture.create("job-1", ALICE, BOB);
    Assignment job = fixture.planned();
    await(fixture.work.record(job.lease(), ALICE, new CleanupOutcome.Skipped()));
    assertThat(order("job-1", CleanupOrder.CANCEL)).isEqualTo(CleanupState.CANCELLING);
    assertThatThrownBy(() -> order("job-1", CleanupOrder.RESUME))
        .isInstanceOf(CleanupConflict.class);
    await(fixture.work.end(job.lease(), instant()));

    CleanupJob over = await(fixture.jobs.find("job-1"));
    assertThat(over.state()).isEqualTo(CleanupState.CANCELLED);
    assertThat(over.counts()).isEqualTo(new CleanupCounts(2, 0, 0, 1, 0));
    assertThat(over.finishedAt()).contains(instant());
    for (CleanupOrder order : CleanupOrder.values()) {
      assertThatThrownBy(() -> order("job-1", order)).isInstanceOf(CleanupConflict.class);
    }
  }

  @Test
  void failuresCanBeReadInPagesAndTriedAgain() {
    fixture.create("job-1", ALICE, BOB);
    Assignment job = fixture.planned();
    await(fixture.work.record(job.lease(), ALICE, new CleanupOutcome.Failed("no\nreason")));
    await(fixture.work.record(job.lease(), BOB, new CleanupOutcome.Failed("none")));
    UserId bob = new UserId("bob");
    fixture.redis.own(bob, "8:acs:bobs");
    await(fixture.work.end(job.lease(), instant()));

    assertThat(await(fixture.jobs.failures("job-1", 0, 1)))
        .containsExactly(new CleanupFailure(ALICE, Optional.empty(), "no\nreason"));
    assertThat(await(fixture.jobs.failures("job-1", 1, 10)))
        .containsExactly(new CleanupFailure(BOB, Optional.of(bob), "none"));

    CleanupJob again = await(fixture.jobs.retry("job-1"));
    assertThat(again.state()).isEqualTo(CleanupState.QUEUED);
    assertThat(again.counts()).isEqualTo(new CleanupCounts(2, 0, 0, 0, 0));
    assertThat(again.finishedAt()).isEmpty();
    assertThat(await(fixture.jobs.failures("job-1", 0, 10))).isEmpty();
    assertThat(await(fixture.work.next(fixture.leased().lease(), 10))).containsExactly(ALICE, BOB);
    assertThat(TestRedis.send("PTTL gw:{job:job-1}")).contains("-1");
  }

  @Test
  void nothingIsTriedAgainWhereNothingFailed() {
    fixture.create("job-1", ALICE);
    assertThatThrownBy(() -> await(fixture.jobs.retry("job-1")))
        .isInstanceOf(CleanupConflict.class);
    assertThatThrownBy(() -> await(fixture.jobs.retry("job-2")))
        .isInstanceOf(CleanupNotFound.class);
  }

  @Test
  void finishedJobsAreForgottenInTimeAndSweptFromTheList() {
    fixture.create("job-1", ALICE);
    order("job-1", CleanupOrder.CANCEL);
    fixture.create("job-2", ALICE);
    assertThat(ttl("job-1")).isBetween(1L, Duration.ofDays(1).toMillis());
    assertThat(ttl("job-2")).as("not finished").isEqualTo(-1);

    TestRedis.send("DEL gw:{job:job-1}");
    fixture.redis.clock.advance(Duration.ofDays(2));
    await(fixture.jobs.sweep(instant()));

    assertThat(TestRedis.send("ZCARD gw:jobs")).contains("1");
    assertThat(await(fixture.jobs.newest(10))).extracting(CleanupJob::id).containsExactly("job-2");
  }

  private static long ttl(String id) {
    String answer = TestRedis.send("PTTL gw:{job:" + id + "}");
    return Long.parseLong(answer.replaceAll("[^0-9-]", ""));
  }
}
