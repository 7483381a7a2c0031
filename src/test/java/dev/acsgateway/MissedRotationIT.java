package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.emulator.state.AcsResource;
import dev.acsgateway.emulator.state.KeySlot;
import dev.acsgateway.redis.DelayingProxy;
import dev.acsgateway.redis.TestRedisProcess;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A node hears nothing of a rotation of the access key: the kind is state that is read once after a
 * gap, when the subscription is back and the connections that read are not.
 */
class MissedRotationIT {
  private static final int ROTATING = 0;
  private static final int DEAF = 1;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private TestRedisProcess redis;
  private DelayingProxy line;
  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    redis = TestRedisProcess.start();
    line = new DelayingProxy(redis.url());
    gateway = new GatewayFixture();
    gateway.withNode(config(redis.url())).withNode(config(line.url()));
  }

  @AfterEach
  void stop() {
    gateway.close();
    line.close();
    redis.close();
  }

  private JsonObject config(String url) {
    AcsResource resource = gateway.emulator.controls().resources().getFirst();
    JsonObject config = GatewayFixture.onOneServer(gateway.patientConfig(), url);
    config.getJsonObject("acs").put("second-access-key", resource.key(KeySlot.SECONDARY).secret());
    return config;
  }

  private HttpResponse<String> ask(String user) {
    return gateway.api(DEAF, "POST", "/v1/users/" + user + "/token", "");
  }

  private String token(String user) {
    HttpResponse<String> answer = ask(user);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).getString("token");
  }

  private void rotate() {
    HttpResponse<String> answer =
        gateway.admin(ROTATING, "POST", "/admin/v1/access-key/rotate", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private String redisOfDeafNode(String part) {
    return json(gateway.admin(DEAF, "GET", "/health", ""))
        .getJsonObject("components")
        .getJsonObject("redis")
        .getString(part);
  }

  private int readiness() {
    return gateway.admin(DEAF, "GET", "/health/ready", "").statusCode();
  }

  private void missRotation() {
    line.cut();
    await().atMost(PATIENCE).until(() -> redisOfDeafNode("commands").equals("down"));
    rotate();
  }

  @Test
  void isNotReadyAndServesNothingUntilItHasReadTheKeyAndThenTheNewOne() {
    String former = token("alice");
    missRotation();

    line.closeOn(sent -> sent.contains("info"));
    line.mend();
    await().atMost(PATIENCE).until(() -> redisOfDeafNode("subscription").equals("up"));
    assertThat(ask("alice").statusCode()).isEqualTo(503);
    assertThat(readiness()).isEqualTo(503);

    line.closeOn(sent -> false);
    await().atMost(PATIENCE).until(() -> readiness() == 200);
    assertThat(token("alice")).isNotEqualTo(former);
  }

  @Test
  void readsTheKeyWithEachTokenWhileItHearsNothing() {
    String former = token("alice");
    line.closeOn(sent -> sent.contains("subscribe"));
    await().atMost(PATIENCE).until(() -> redisOfDeafNode("subscription").equals("down"));
    rotate();
    assertThat(redisOfDeafNode("commands")).isEqualTo("up");
    assertThat(token("alice")).isNotEqualTo(former);
  }

  @Test
  void everyNodeThatHearsOfItHasReadTheKeyOnceTheRotationIsAnswered() {
    String former = token("alice");
    for (int i = 0; i < 20; i++) {
      rotate();
      String next = token("alice");
      assertThat(next).isNotEqualTo(former);
      former = next;
    }
  }
}
