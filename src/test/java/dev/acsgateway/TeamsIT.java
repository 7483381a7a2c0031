package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.header;
import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.fake.CapturedLogs;
import dev.acsgateway.redis.RedisContent;
import dev.acsgateway.redis.TestRedisProcess;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Teams users' tokens, from HTTP to the emulator's exchange. */
@Tag("topology")
class TeamsIT {
  private static final UUID APP = UUID.fromString("11111111-2222-4333-8444-555555555555");
  private static final UUID USER = UUID.fromString("66666666-7777-4888-9999-000000000000");

  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    gateway = new GatewayFixture();
    gateway.withNode(gateway.patientConfig());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private String entraToken() {
    return gateway.emulator.controls().teamsUsers().make(APP, USER, Duration.ofHours(1));
  }

  private HttpResponse<String> exchange(int node, String token, String app, String user) {
    JsonObject body = JsonObject.of("teamsUserToken", token, "appId", app, "userId", user);
    return gateway.api(node, "POST", "/v1/teams/token", body.encode());
  }

  private HttpResponse<String> exchange(int node, String token) {
    return exchange(node, token, APP.toString(), USER.toString());
  }

  private long exchanges() {
    return gateway.emulator.calls().count(Operation.EXCHANGE_TEAMS_TOKEN);
  }

  @Test
  void oneExchangeServesEveryNodeAndLeavesNoTraceOfTheEntraToken() {
    gateway.withNode(gateway.patientConfig());
    String entraToken = entraToken();
    try (CapturedLogs logs = new CapturedLogs()) {
      HttpResponse<String> first = exchange(0, entraToken);
      HttpResponse<String> repeat = exchange(0, entraToken);
      HttpResponse<String> elsewhere = exchange(1, entraToken);
      HttpResponse<String> refused = exchange(1, entraToken, APP.toString(), APP.toString());

      assertThat(header(first, "Cache-Status")).as(first.body()).contains("fwd=miss");
      assertThat(header(repeat, "Cache-Status")).contains("detail=near");
      assertThat(header(elsewhere, "Cache-Status")).contains("detail=redis");
      assertThat(elsewhere.body()).isEqualTo(first.body()).isEqualTo(repeat.body());
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(exchanges()).isEqualTo(2);

      String acsToken = json(first).getString("token");
      assertThat(gateway.emulator.controls().introspect(acsToken).active()).isTrue();
      String[] segments = entraToken.split("\\.", -1);
      assertThat(RedisContent.keys()).anyMatch(key -> key.startsWith("gw:teams:"));
      assertThat(RedisContent.read())
          .doesNotContain(segments)
          .doesNotContain(acsToken, USER.toString(), APP.toString());
      assertThat(logs.text())
          .contains("TRACE")
          .doesNotContain(segments[1], acsToken.substring(acsToken.lastIndexOf('.')));
    }
  }

  @Test
  void isForgottenByRedisNoLaterThanTheEntraTokenEnds() {
    String token = gateway.emulator.controls().teamsUsers().make(APP, USER, Duration.ofHours(3));
    exchange(0, token);
    String key =
        RedisContent.keys().stream().filter(k -> k.startsWith("gw:teams:")).findFirst().get();
    long life = Long.parseLong(RedisContent.command("PTTL " + key));
    assertThat(Duration.ofMillis(life)).isBetween(Duration.ofMinutes(164), Duration.ofMinutes(165));
  }

  @Test
  void whatAcsFindsFaultWithIsToldByField() {
    String token = entraToken();
    String expired =
        gateway.emulator.controls().teamsUsers().make(APP, USER, Duration.ofSeconds(-5));
    assertRefused(exchange(0, "garbage"), "teamsUserToken", "not valid");
    assertRefused(exchange(0, expired), "teamsUserToken", "not valid");
    assertRefused(exchange(0, token, "no-guid", USER.toString()), "appId", "invalid format");
    assertRefused(
        exchange(0, token, USER.toString(), USER.toString()), "appId", "not the expected one");
    assertRefused(exchange(0, token, APP.toString(), APP.toString()), "userId", "unexpected user");
    assertThat(RedisContent.keys()).noneMatch(key -> key.startsWith("gw:teams:"));
  }

  @Test
  void theSamplesExchangeTheTokenOfTheirOwnUserAndOfNobodyElse() {
    JsonObject config = gateway.patientConfig();
    config.getJsonObject("api").put("compatibility", true).put("teams-app-id", APP.toString());
    gateway.withNode(config);

    HttpResponse<String> own = sample(USER.toString());
    assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
    assertThat(gateway.emulator.controls().introspect(json(own).getString("token")).active())
        .isTrue();
    assertThat(sample(APP.toString()).statusCode()).isEqualTo(403);
    assertThat(sample("alice").statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> sample(String user) {
    return gateway.send(
        gateway
            .request(gateway.nodes.getLast().apiPort(), "GET", "/api/token/teams", "")
            .header("teams-user-aad-token", entraToken())
            .header("Authorization", "Bearer " + gateway.jwt(user)));
  }

  private static void assertRefused(HttpResponse<String> answer, String field, String words) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).getString("field")).isEqualTo(field);
    assertThat(json(answer).getString("detail")).contains(words);
  }

  @Test
  void withoutRedisItExchangesDirectly() {
    try (TestRedisProcess redis = TestRedisProcess.start()) {
      gateway.withNode(GatewayFixture.onOneServer(gateway.patientConfig(), redis.url()));
      String token = entraToken();
      assertThat(exchange(1, token).statusCode()).isEqualTo(200);
      redis.stop();
      assertThat(header(exchange(1, token), "Cache-Status")).contains("detail=near");
      String another =
          gateway.emulator.controls().teamsUsers().make(APP, USER, Duration.ofHours(2));
      await().atMost(Duration.ofSeconds(5)).until(() -> exchange(1, another).statusCode() == 200);
      assertThat(exchanges()).isEqualTo(2);
    }
  }
}
