package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.fake.MovableClock;
import dev.acsgateway.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes, one schedule: at every full hour, in Berlin. The clock begins at noon. */
@Tag("topology")
class CleanupScheduleIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration A_WHILE = Duration.ofMillis(1_500);

  private final MovableClock clock = new MovableClock();
  private GatewayFixture gateway;
  private Population population;

  @BeforeEach
  void start() {
    gateway = new GatewayFixture();
    gateway.withNode(config(), clock).withNode(config(), clock);
    population = new Population(gateway.emulator, TestRedis.url());
  }

  private JsonObject config() {
    JsonObject hourly =
        JsonObject.of(
            "name",
            "hourly",
            "cron",
            "0 * * * *",
            "zone",
            "Europe/Berlin",
            "older-than",
            "30d",
            "acknowledge-chat-deletion",
            true);
    return gateway
        .config()
        .put(
            "cleanup",
            JsonObject.of("poll-interval", "100ms", "schedules", new JsonArray().add(hourly)));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private List<JsonObject> jobs() {
    return json(gateway.admin("GET", CleanupJobs.ALL, "")).getJsonArray("cleanups").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  /** There are so many jobs, all over, and after a while there are still no more. */
  private void expectJobs(int number) {
    await()
        .atMost(SOON)
        .until(
            this::jobs,
            jobs ->
                jobs.size() == number
                    && jobs.stream().allMatch(job -> job.getString("state").equals("completed")));
    await().during(A_WHILE).atMost(SOON).until(() -> jobs().size() == number);
  }

  @Test
  void oneTickIsOneJobWhateverTheClockDoes() {
    population.add("idle", 5, clock.instant().minus(Duration.ofDays(31)));
    expectJobs(0);

    clock.advance(Duration.ofMinutes(61));
    expectJobs(1);
    assertThat(jobs().getFirst().getString("schedule")).isEqualTo("hourly");
    assertThat(jobs().getFirst().getJsonObject("counts").getInteger("done")).isEqualTo(5);

    clock.advance(Duration.ofHours(-1));
    expectJobs(1);
    clock.advance(Duration.ofMinutes(59));
    expectJobs(1);
    clock.advance(Duration.ofMinutes(2));
    expectJobs(1);

    clock.advance(Duration.ofHours(1));
    expectJobs(2);
  }

  @Test
  void ticksThatWereMissedAreNotMadeUpFor() {
    clock.advance(Duration.ofDays(3));
    expectJobs(1);
  }
}
