package dev.acsgateway;

import static dev.acsgateway.CleanupJobs.count;
import static dev.acsgateway.CleanupJobs.forReal;
import static dev.acsgateway.CleanupJobs.olderThan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.emulator.control.Latency;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.control.Outcome;
import dev.acsgateway.redis.StoreFixture;
import dev.acsgateway.redis.TestRedis;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One job, and the process that works on it is killed again and again. */
@Tag("fault")
class CleanupKillIT {
  private static final int KILLS = LongRun.choose(3, 10);
  private static final int IDLE = 110 * (KILLS + 1);
  private static final int BUSY = 200;
  private static final int BATCH = 16;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;
  private GatewayFixture gateway;
  private JsonObject config;

  @BeforeEach
  void start() {
    gateway = new GatewayFixture();
    gateway
        .emulator
        .controls()
        .latency()
        .set(Operation.DELETE, Latency.fixed(Duration.ofMillis(10)));
    config =
        gateway
            .config()
            .put("quota", JsonObject.of("enabled", false))
            .put("cleanup", JsonObject.of("poll-interval", "100ms", "lease", "1s"));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void theJobEndsAndEachIdentityIsDeletedOnceHoweverOftenItsNodeIsKilled() throws Exception {
    Population population = new Population(gateway.emulator, TestRedis.url());
    Instant now = Instant.now();
    population.add("idle", IDLE, now.minus(Duration.ofDays(40)));
    population.add("busy", BUSY, now);

    String job = "";
    for (int kill = 1; kill <= KILLS; kill++) {
      try (GatewayNode node = GatewayNode.start(gateway, directory, config)) {
        CleanupJobs jobs = new CleanupJobs(node::admin);
        if (job.isEmpty()) {
          job = jobs.start(forReal(olderThan(Duration.ofDays(30))));
        }
        long enough = (long) IDLE * kill / (KILLS + 1);
        JsonObject seen = jobs.until(job, PATIENCE, it -> count(it, "done") >= enough);
        assertThat(seen.getString("state")).isEqualTo("running");
        node.process.kill();
      }
    }
    try (GatewayNode node = GatewayNode.start(gateway, directory, config)) {
      JsonObject done = new CleanupJobs(node::admin).untilState(job, PATIENCE, "completed");
      long gone = count(done, "alreadyGone");
      long notFound = gateway.emulator.calls().count(Operation.DELETE, Outcome.INVALID);
      System.out.printf(
          "%d kills: %s, ACS said 404 %d times%n", KILLS, done.getJsonObject("counts"), notFound);

      assertThat(count(done, "total")).isEqualTo(IDLE);
      assertThat(count(done, "done")).as("skipped and failed: none").isEqualTo(IDLE);
      assertThat(gateway.emulator.calls().count(Operation.DELETE, Outcome.DONE))
          .as("each once")
          .isEqualTo(IDLE);
      assertThat(notFound)
          .as("only what was in hand at a kill is asked for again")
          .isBetween(gone, (long) KILLS * BATCH);
    }
    try (StoreFixture store = StoreFixture.lookingAt(TestRedis.url(), Population.SHARDS)) {
      assertThat(Population.owners(store.store.cleanupLedger()))
          .as("nothing else is touched")
          .isEqualTo(population.hashed("busy"));
    }
    assertThat(population.alive()).isEqualTo(new HashSet<>(population.named("busy").values()));
  }
}
