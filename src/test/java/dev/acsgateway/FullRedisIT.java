package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.header;
import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.redis.TestRedisProcess;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kind: a node says that it is ready while Redis answers and takes no changes. */
class FullRedisIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private TestRedisProcess redis;
  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    redis = TestRedisProcess.start();
    gateway = new GatewayFixture();
    gateway.withNode(GatewayFixture.onOneServer(gateway.patientConfig(), redis.url()));
  }

  @AfterEach
  void stop() {
    gateway.close();
    redis.close();
  }

  private String status() {
    HttpResponse<String> ready = gateway.admin("GET", "/health/ready", "");
    assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
    return json(ready).getString("status");
  }

  private HttpResponse<String> token(String user) {
    return gateway.api("POST", "/v1/users/" + user + "/token", "");
  }

  private void saysSo(String code) {
    JsonObject health = json(gateway.admin("GET", "/health", ""));
    assertThat(health.getString("status")).isEqualTo("degraded");
    assertThat(health.getJsonObject("checks").getString("redis-writes")).isEqualTo("down");
    assertThat(health.getJsonObject("components").getJsonObject("redis"))
        .isEqualTo(
            JsonObject.of(
                "commands", "up",
                "subscription", "up",
                "writes", "down",
                "writesRefusedWith", code));
    assertThat(gateway.admin("GET", "/metrics", "").body()).contains("acsgw_redis_writable 0.0");
  }

  @ParameterizedTest
  @CsvSource({
    "CONFIG SET maxmemory 1,OOM,CONFIG SET maxmemory 0",
    "CONFIG SET min-replicas-to-write 1,NOREPLICAS,CONFIG SET min-replicas-to-write 0",
    "ACL SETUSER default -set,NOPERM,ACL SETUSER default +set"
  })
  void aNodeSaysSoWithoutBeingAskedForAnythingAndRecovers(
      String refuse, String code, String accept) {
    await().atMost(PATIENCE).until(() -> status().equals("ready"));
    redis.command(refuse);
    await().atMost(PATIENCE).until(() -> status().equals("degraded"));
    saysSo(code);

    redis.command(accept);
    await().atMost(PATIENCE).until(() -> status().equals("ready"));
  }

  @Test
  void itServesWhatThereIsAndSaysWhenToComeBackForWhatThereIsNot() {
    assertThat(token("alice").statusCode()).isEqualTo(200);
    redis.command("CONFIG SET maxmemory 1");

    assertThat(header(token("alice"), "Cache-Status")).contains("hit");
    assertThat(gateway.api("GET", "/v1/users/alice", "").statusCode()).isEqualTo(200);
    for (HttpResponse<String> refused :
        List.of(
            token("bob"),
            gateway.api("DELETE", "/v1/users/alice/tokens", ""),
            gateway.api("DELETE", "/v1/users/alice", ""))) {
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(json(refused).getString("type")).endsWith("/store-unavailable");
      assertThat(json(refused).getString("detail")).contains("takes no changes");
      assertThat(header(refused, "Retry-After")).isEqualTo("5");
    }
    assertThat(header(token("alice"), "Cache-Status")).contains("hit");

    redis.command("CONFIG SET maxmemory 0");
    assertThat(gateway.api("DELETE", "/v1/users/alice/tokens", "").statusCode()).isEqualTo(200);
    assertThat(token("alice").statusCode()).isEqualTo(200);
  }
}
