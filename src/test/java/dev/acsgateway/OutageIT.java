package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.header;
import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.emulator.control.Fault;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.redis.TestRedisProcess;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of outages, row by row. */
@Tag("fault")
class OutageIT {
  private static final String VOIP = "{\"scopes\":[\"voip\"]}";

  private TestRedisProcess redis;
  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    redis = TestRedisProcess.start("--appendonly", "yes");
    gateway = new GatewayFixture();
    gateway.withNode(config());
  }

  private JsonObject config() {
    return GatewayFixture.onOneServer(gateway.config(), redis.url());
  }

  @AfterEach
  void stop() {
    gateway.close();
    redis.close();
  }

  @Test
  void withoutRedisServesWhatItRemembersAndIssuesForWhomItKnows() {
    remembered();
    redis.stop();

    assertThat(header(token("alice", ""), "Cache-Status")).contains("detail=near");
    HttpResponse<String> direct = token("alice", VOIP);
    assertThat(direct.statusCode()).isEqualTo(200);
    assertThat(gateway.emulator.calls().count(Operation.ISSUE)).isEqualTo(1);
    token("alice", VOIP);
    assertThat(gateway.emulator.calls().count(Operation.ISSUE))
        .as("and remembers that, too")
        .isEqualTo(1);
  }

  @Test
  void withoutRedisMakesNoIdentityForAStranger() {
    redis.stop();

    HttpResponse<String> answer = token("stranger", "");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(header(answer, "Retry-After")).isNotEmpty();
    assertThat(json(answer).getString("type")).contains("store-unavailable");
    assertThat(gateway.emulator.calls().total()).isZero();
  }

  @Test
  void saysThatItIsDegradedAndComesBackByItself() {
    remembered();
    assertThat(gateway.admin("GET", "/health/ready", "").statusCode()).isEqualTo(200);
    redis.stop();
    await()
        .atMost(Duration.ofSeconds(3))
        .until(() -> gateway.admin("GET", "/health/ready", "").body().contains("degraded"));

    redis.restart();

    await().atMost(Duration.ofSeconds(2)).until(() -> token("bob", "").statusCode() == 200);
    assertThat(gateway.admin("GET", "/health/ready", "").statusCode()).isEqualTo(200);
  }

  @Test
  void aSilentRedisIsTakenForDown() {
    remembered();
    redis.pause();
    try {
      assertThat(token("alice", "").statusCode()).isEqualTo(200);
      assertThat(token("stranger", "").statusCode()).isEqualTo(503);
    } finally {
      redis.resume();
    }
    await().atMost(Duration.ofSeconds(3)).until(() -> token("stranger", "").statusCode() == 200);
  }

  @Test
  void withoutAcsServesCachedTokensAndRefusesTheRestAtOnce() {
    token("alice", "");
    gateway.emulator.controls().faults().always(Fault.status(503));

    assertThat(token("alice", "").statusCode()).isEqualTo(200);
    HttpResponse<String> miss = token("bob", "");
    assertThat(miss.statusCode()).isEqualTo(503);
    assertThat(header(miss, "Retry-After")).isNotEmpty();

    gateway.emulator.controls().faults().clear();
    await().atMost(Duration.ofSeconds(15)).until(() -> token("bob", "").statusCode() == 200);
  }

  @Test
  void startsWithoutRedisAndServesOnceItIsThere() {
    redis.stop();
    gateway.withNode(config());

    assertThat(gateway.api(1, "POST", "/v1/users/alice/token", "").statusCode()).isEqualTo(503);
    redis.restart();

    await()
        .atMost(Duration.ofSeconds(3))
        .until(() -> gateway.api(1, "POST", "/v1/users/alice/token", "").statusCode() == 200);
  }

  @Test
  void wrongAcsCredentialsAreTheOperatorsAffairAndSaidSo() {
    JsonObject config = config();
    config
        .getJsonObject("acs")
        .put(
            "connection-string",
            "endpoint=" + gateway.emulator.endpoint() + ";accesskey=d3Jvbmcga2V5");
    gateway.withNode(config);

    HttpResponse<String> answer = gateway.api(1, "POST", "/v1/users/alice/token", "");

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(json(answer).getString("detail")).contains("credentials");
    assertThat(answer.body()).doesNotContain("d3Jvbmcga2V5");
  }

  /** Alice is in the near cache: a miss, a shared hit, and then a near one. */
  private void remembered() {
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> header(token("alice", ""), "Cache-Status").contains("detail=near"));
  }

  private HttpResponse<String> token(String user, String body) {
    return gateway.api("POST", "/v1/users/" + user + "/token", body);
  }
}
