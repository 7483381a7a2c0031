package dev.acsgateway.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.fake.CountedIds;
import dev.acsgateway.fake.MemoryStore;
import dev.acsgateway.fake.StoreContract;
import dev.acsgateway.fake.StorePorts;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a schedule starts a job, and when it does not. */
class ScheduleVerticleTest extends StoreContract {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final CleanupRequest REQUEST =
      new CleanupRequest(
          new CleanupTarget.Orphans(), true, Optional.empty(), Optional.empty(), false);
  private static final CleanupConfig CONFIG =
      new CleanupConfig(
          Duration.ofMillis(100),
          StorePorts.LEASE,
          StorePorts.RETENTION,
          List.of(
              new ScheduleConfig("hourly", new CronTimes("0 * * * *", ZoneId.of("UTC")), REQUEST)));

  private final Vertx vertx = Vertx.vertx();
  private final CountedIds ids = new CountedIds("job-");

  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private void startNode() {
    CleanupService cleanups =
        new CleanupService(
            vertx, store.jobStore(), new CleanupSpeed(Optional.empty()), store.clock(), ids);
    await(
        vertx.deployVerticle(
            new ScheduleVerticle(CONFIG, store.scheduleTicks(), cleanups, store.clock())));
  }

  private List<String> jobs() {
    return await(store.jobStore().newest(10)).stream().map(CleanupJob::id).toList();
  }

  private boolean isTaken() {
    return !await(store.scheduleTicks().claim("hourly", now())).taken();
  }

  private void finish(String id) {
    await(store.jobStore().order(id, CleanupOrder.CANCEL, now()));
  }

  @Test
  void startsAJobWhenItsTimeComes() {
    startNode();
    assertThat(jobs()).isEmpty();
    store.clock().advance(HOUR);

    eventually(() -> jobs().equals(List.of("job-1")));
    CleanupJob job = await(store.jobStore().find("job-1"));
    assertThat(job.schedule()).contains("hourly");
    assertThat(job.request()).isEqualTo(REQUEST);
  }

  @Test
  void oneOfManyNodesStartsTheJob() {
    startNode();
    startNode();
    startNode();
    store.clock().advance(HOUR);
    eventually(() -> jobs().size() == 1);
    finish(jobs().getFirst());
    store.clock().advance(HOUR);

    eventually(() -> jobs().size() == 2);
  }

  @Test
  void aScheduleWhoseLastJobIsNotOverPasses() {
    startNode();
    store.clock().advance(HOUR);
    eventually(() -> jobs().size() == 1);
    store.clock().advance(HOUR);
    eventually(this::isTaken);

    finish("job-1");
    store.clock().advance(HOUR);
    eventually(() -> jobs().equals(List.of("job-2", "job-1")));
  }

  @Test
  void aScheduleWhoseLastJobWasForgottenStartsAgain() {
    startNode();
    store.clock().advance(HOUR);
    eventually(() -> jobs().size() == 1);
    finish("job-1");
    store.elapse(StorePorts.RETENTION);
    assertThat(jobs()).isEmpty();
    store.clock().advance(HOUR);

    eventually(() -> jobs().equals(List.of("job-2")));
  }

  @Test
  void whatWasMissedIsNotMadeUpFor() {
    store.clock().advance(HOUR.multipliedBy(5));
    startNode();
    store.clock().advance(HOUR.multipliedBy(3));

    eventually(() -> jobs().size() == 1);
  }
}
