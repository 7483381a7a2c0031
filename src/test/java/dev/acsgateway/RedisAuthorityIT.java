package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.identity.UserId;
import dev.acsgateway.redis.RedisContent;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The kind: authority that somebody gains who can write Redis, seen from outside a node with the
 * default settings; {@code ForgedRowsIT} has every way.
 */
class RedisAuthorityIT {
  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    gateway = new GatewayFixture();
    withNode();
  }

  private void withNode() {
    JsonObject config = gateway.patientConfig();
    config.getJsonObject("redis").remove("integrity");
    gateway.withNode(config);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private int keysAsSeenWith(String key) {
    return gateway
        .send(
            gateway
                .request(gateway.nodes.getFirst().adminPort(), "GET", "/admin/v1/keys", "")
                .header("X-API-Key", key))
        .statusCode();
  }

  @Test
  void aKeyThatWasWidenedInRedisIsNoKey() {
    JsonObject made =
        json(gateway.admin("POST", "/admin/v1/keys", "{\"permissions\": [\"tokens:issue\"]}"));
    String key = made.getString("key");
    await().untilAsserted(() -> assertThat(keysAsSeenWith(key)).isEqualTo(403));

    RedisContent.command(
        "EVAL \"local k = redis.call('HGET', KEYS[1], ARGV[1]) redis.call('HSET', KEYS[1], ARGV[1],"
            + " (k:gsub('tokens:issue', 'keys:manage'))) return redis.call('PUBLISH',"
            + " 'gw:invalidate', 'keys')\" 1 gw:keys "
            + made.getString("id"));

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(keysAsSeenWith(key)).isEqualTo(401));
    assertThat(unreadable(0)).isPositive();
  }

  @Test
  void aUserWhoWasGivenAnothersIdentityInRedisIsNeverServedIt() {
    String ann = identityOf(0, "ann");
    String mallory = identityOf(0, "mallory");
    String row = row("mallory");
    RedisContent.command("HSET " + row + " identity " + ann);
    RedisContent.keys().stream()
        .filter(key -> key.contains(":t:" + new UserId("mallory").hash()))
        .forEach(key -> RedisContent.command("DEL " + key));
    withNode();

    assertThat(identityOf(1, "mallory")).isNotIn(ann, mallory);
    assertThat(identityOf(1, "ann")).isEqualTo(ann);
    assertThat(unreadable(1)).isPositive();
  }

  private String identityOf(int node, String user) {
    return json(gateway.api(node, "POST", "/v1/users/" + user + "/token", ""))
        .getString("communicationUserId");
  }

  private static String row(String user) {
    String part = ":u:" + new UserId(user).hash();
    return RedisContent.keys().stream().filter(key -> key.contains(part)).findFirst().orElseThrow();
  }

  private double unreadable(int node) {
    return gateway
        .admin(node, "GET", "/metrics", "")
        .body()
        .lines()
        .filter(line -> line.startsWith("acsgw_redis_values_unreadable_total "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .findFirst()
        .orElseThrow();
  }
}
