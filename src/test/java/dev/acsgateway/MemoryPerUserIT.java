package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.redis.RedisContent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a user with one cached token costs in Redis: ledger, index and token together. */
class MemoryPerUserIT {
  private static final int USERS = 4_000;
  private static final int BATCH = 100;
  private static final int MOST_BYTES = 2_560;

  private final GatewayFixture gateway = new GatewayFixture();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aUserWithATokenTakesTwoAndAHalfKibibytesOfRedisAtMost() {
    JsonObject config = gateway.patientConfig();
    config.getJsonObject("quota").put("enabled", false);
    config.put("limits", JsonObject.of("per-key", "1000000/s"));
    gateway.withNode(config);
    issue("first", BATCH);
    long before = usedBytes();

    issue("user", USERS);

    double perUser = (double) (usedBytes() - before) / USERS;
    System.out.printf("Redis holds %.0f bytes for each user with a token%n", perUser);
    assertThat(perUser).isBetween(500.0, (double) MOST_BYTES);
  }

  private void issue(String name, int count) {
    for (int from = 0; from < count; from += BATCH) {
      JsonArray requests = new JsonArray();
      IntStream.range(from, from + BATCH)
          .forEach(i -> requests.add(JsonObject.of("userId", name + "-" + i + "@example.org")));
      JsonObject answer =
          json(gateway.api("POST", "/v1/tokens", JsonObject.of("requests", requests).encode()));
      assertThat(answer.getJsonArray("results"))
          .allSatisfy(it -> assertThat(((JsonObject) it).getInteger("status")).isEqualTo(200));
    }
  }

  private static long usedBytes() {
    return RedisContent.command("INFO memory")
        .lines()
        .filter(line -> line.startsWith("used_memory:"))
        .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length()).strip()))
        .findFirst()
        .orElseThrow();
  }
}
