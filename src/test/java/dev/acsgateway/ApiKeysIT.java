package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.header;
import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.cli.CommandRun;
import dev.acsgateway.redis.RedisContent;
import dev.acsgateway.redis.TestRedisProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** API keys that are made, rotated and revoked on one node, and hold on another. */
@Tag("topology")
class ApiKeysIT {
  private static final String KEYS = "/admin/v1/keys";

  @TempDir Path directory;

  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    gateway = new GatewayFixture();
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private void startTwoNodes(String keySync) {
    startTwoNodes(keySync, gateway.config());
  }

  private void startTwoNodes(String keySync, JsonObject config) {
    config.getJsonObject("authentication").put("key-sync", keySync);
    gateway.withNode(config).withNode(config);
  }

  private JsonObject created() {
    return json(gateway.admin("POST", KEYS, "{\"permissions\":[\"tokens:issue\"]}"));
  }

  private HttpResponse<String> askAt(int node, JsonObject key) {
    return gateway.send(
        gateway
            .request(gateway.nodes.get(node).apiPort(), "POST", "/v1/users/alice/token", "")
            .header("X-API-Key", key.getString("key")));
  }

  private int statusAt(int node, JsonObject key) {
    return askAt(node, key).statusCode();
  }

  /**
   * Well within the longest time between two looks at the keys, so that it is a note that did it.
   */
  private void awaitStatusByNote(int node, JsonObject key, int status) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(10))
        .until(() -> statusAt(node, key) == status);
  }

  private void awaitStatusAt(int node, JsonObject key, int status) {
    await().pollInterval(Duration.ofMillis(10)).until(() -> statusAt(node, key) == status);
  }

  @Test
  void aChangeOnOneNodeHoldsOnTheOtherWithoutASync() {
    startTwoNodes("30s");

    JsonObject key = created();
    assertThat(statusAt(0, key)).isEqualTo(200);
    awaitStatusByNote(1, key, 200);

    JsonObject rotated =
        json(gateway.admin(1, "POST", KEYS + "/" + key.getString("id") + "/rotate", ""));
    awaitStatusByNote(0, rotated, 200);
    awaitStatusByNote(0, key, 401);

    gateway.admin("DELETE", KEYS + "/" + key.getString("id"), "");
    assertThat(statusAt(0, rotated)).isEqualTo(401);
    awaitStatusByNote(1, rotated, 401);
  }

  @Test
  void aChangeWhoseNoteIsLostHoldsAfterTheNextSync() {
    startTwoNodes("500ms");
    JsonObject key = created();
    awaitStatusAt(1, key, 200);

    removeBehindTheirBacks(key.getString("id"));

    awaitStatusAt(0, key, 401);
    awaitStatusAt(1, key, 401);
  }

  @Test
  void withoutASyncALostNoteIsIndeedLost() {
    startTwoNodes("30s");
    JsonObject key = created();
    awaitStatusAt(1, key, 200);

    removeBehindTheirBacks(key.getString("id"));

    await()
        .during(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(10))
        .until(() -> statusAt(1, key) == 200);
  }

  private static void removeBehindTheirBacks(String id) {
    assertThat(RedisContent.command("HDEL gw:keys " + id)).isEqualTo("1");
  }

  @Test
  void whileRedisIsDownKnownKeysGoOnCounting() {
    TestRedisProcess redis = TestRedisProcess.start("--appendonly", "yes");
    try {
      startTwoNodes("100ms", GatewayFixture.onOneServer(gateway.config(), redis.url()));
      JsonObject key = created();
      await().until(() -> header(askAt(1, key), "Cache-Status").contains("detail=near"));
      redis.stop();

      await()
          .during(Duration.ofSeconds(1))
          .atMost(Duration.ofSeconds(10))
          .until(() -> statusAt(1, key) == 200);
      assertThat(statusAt(1, neverSeen())).isEqualTo(401);

      redis.restart();
      await()
          .until(
              () ->
                  gateway.admin("DELETE", KEYS + "/" + key.getString("id"), "").statusCode()
                      == 204);
      awaitStatusAt(1, key, 401);
    } finally {
      gateway.nodes.forEach(node -> GatewayFixture.await(node.close()));
      gateway.nodes.clear();
      redis.close();
    }
  }

  private static JsonObject neverSeen() {
    return JsonObject.of(
        "key", new OperatorSecrets(new SecureRandom()).apiKey("x", List.of()).key().value());
  }

  @Test
  void saysAboutWhenAKeyWasUsedLast() {
    startTwoNodes("200ms");
    JsonObject key = created();
    assertThat(listed(key).containsKey("lastUsedAt")).isFalse();
    awaitStatusAt(1, key, 200);
    await().until(() -> listed(key).containsKey("lastUsedAt"));
  }

  @Test
  void theCommandsMakeListRotateAndRevokeKeys() throws IOException {
    startTwoNodes("30s");
    CommandRun made =
        keys("create", "--users", "tenant-a:*", "--description", "the shop", "--rate-limit", "9/s");
    String first = made.out().lines().findFirst().orElseThrow();
    String id = first.split("_", -1)[1];
    assertThat(statusAt(0, JsonObject.of("key", first))).as("alice is no tenant's").isEqualTo(403);
    assertThat(keys("list").out())
        .contains(id, "  description: the shop", "  users: tenant-a:*", "  rateLimit: 9/s")
        .doesNotContain(first);

    String second = keys("rotate", id, "--grace-seconds", "0").out().lines().findFirst().get();
    assertThat(statusAt(0, JsonObject.of("key", first))).isEqualTo(401);
    assertThat(statusAt(0, JsonObject.of("key", second))).isEqualTo(403);

    assertThat(keys("revoke", id).out()).isEqualTo("Revoked " + id + System.lineSeparator());
    assertThat(statusAt(0, JsonObject.of("key", second))).isEqualTo(401);
    CommandRun again = keys("revoke", id);
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).contains("404, No API key has this id.");
  }

  private CommandRun keys(String... arguments) throws IOException {
    Path file = Files.writeString(directory.resolve("key"), gateway.allPowerful.key().value());
    List<String> all = new ArrayList<>(List.of("keys"));
    all.addAll(List.of(arguments));
    all.addAll(
        List.of(
            "--admin-url",
            "http://127.0.0.1:" + gateway.nodes.getFirst().adminPort(),
            "--api-key-file",
            file.toString()));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private JsonObject listed(JsonObject key) {
    JsonArray keys = json(gateway.admin("GET", KEYS, "")).getJsonArray("keys");
    return keys.stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("id").equals(key.getString("id")))
        .findAny()
        .orElseThrow();
  }
}
