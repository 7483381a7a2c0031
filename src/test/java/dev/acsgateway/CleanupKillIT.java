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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One job, and the process that works on it is killed ten times over. */
class CleanupKillIT {
  private static final Pattern SERVING =
      Pattern.compile(".*Serving: API on port (\\d+), admin on port (\\d+)");
  private static final int KILLS = 10;
  private static final int IDLE = 1_100;
  private static final int BUSY = 200;
  private static final int BATCH = 16;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;
  private GatewayFixture gateway;
  private Path configuration;

  @BeforeEach
  void start() throws IOException {
    gateway = new GatewayFixture();
    gateway
        .emulator
        .controls()
        .latency()
        .set(Operation.DELETE, Latency.fixed(Duration.ofMillis(10)));
    JsonObject config =
        gateway
            .config()
            .put("quota", JsonObject.of("enabled", false))
            .put("cleanup", JsonObject.of("poll-interval", "100ms", "lease", "1s"));
    configuration = Files.writeString(directory.resolve("gateway.yaml"), config.encode());
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
      try (Node node = new Node()) {
        if (job.isEmpty()) {
          job = node.jobs.start(forReal(olderThan(Duration.ofDays(30))));
        }
        long enough = (long) IDLE * kill / (KILLS + 1);
        JsonObject seen = node.jobs.until(job, PATIENCE, it -> count(it, "done") >= enough);
        assertThat(seen.getString("state")).isEqualTo("running");
        node.process.kill();
      }
    }
    try (Node node = new Node()) {
      JsonObject done = node.jobs.untilState(job, PATIENCE, "completed");
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
          .isEqualTo(population.named("busy"));
    }
    assertThat(population.alive()).isEqualTo(new HashSet<>(population.named("busy").values()));
  }

  /** A node as a process of its own, ready to answer. */
  private final class Node implements AutoCloseable {
    final GatewayJar process;
    final CleanupJobs jobs;

    Node() throws IOException {
      process = GatewayJar.start(directory, "serve", "--config", configuration.toString());
      List<String> said = process.readUntil(line -> SERVING.matcher(line).matches());
      Matcher serving = SERVING.matcher(said.getLast());
      assertThat(serving.matches()).as(said.toString()).isTrue();
      int port = Integer.parseInt(serving.group(2));
      jobs =
          new CleanupJobs(
              (method, path, body) ->
                  gateway.send(
                      gateway
                          .request(port, method, path, body)
                          .header("X-API-Key", gateway.allPowerful.key().value())));
      Thread.startVirtualThread(this::readOn);
    }

    /** A process whose output nobody reads stands still before long. */
    private void readOn() {
      try {
        process.readUntil(line -> false);
      } catch (IOException e) {
        assertThat(e).as("the process was killed").isNotNull();
      }
    }

    @Override
    public void close() {
      process.close();
    }
  }
}
