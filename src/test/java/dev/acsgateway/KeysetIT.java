package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.header;
import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.config.Secret;
import dev.acsgateway.fake.CapturedLogs;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.redis.AeadCipher;
import dev.acsgateway.redis.OnOneServer;
import dev.acsgateway.redis.RedisContent;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tokens in Redis, and the keysets that open them or do not. */
@Tag("topology")
class KeysetIT {
  private GatewayFixture gateway;
  private Secret first;

  @BeforeEach
  void start() {
    gateway = new GatewayFixture();
    JsonObject config = gateway.patientConfig();
    first = new Secret(config.getJsonObject("redis").getString("keyset"));
    gateway.withNode(config);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private void withKeyset(Secret keyset) {
    JsonObject config = gateway.patientConfig();
    config.getJsonObject("redis").put("keyset", keyset.value()).put("integrity", "off");
    gateway.withNode(config);
  }

  private HttpResponse<String> ask(int node, String user) {
    HttpResponse<String> answer = gateway.api(node, "POST", "/v1/users/" + user + "/token", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer;
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

  @Test
  void aKeysetThatAlsoHoldsTheFormerKeyOpensWhatThatSealed() {
    String token = json(ask(0, "ann")).getString("token");
    JsonObject former = new JsonObject(first.value());
    JsonObject both = new JsonObject(AeadCipher.newKeyset().value());
    both.getJsonArray("key").addAll(former.getJsonArray("key"));

    withKeyset(new Secret(both.encode()));

    assertThat(json(ask(1, "ann")).getString("token")).isEqualTo(token);
    assertThat(header(ask(1, "bob"), "Cache-Status")).contains("fwd=miss");
    assertThat(unreadable(1)).isZero();
  }

  @Test
  void aTokenThatAnotherKeysetSealedIsAMissAndAnAlarm() {
    String identity = json(ask(0, "ann")).getString("communicationUserId");
    withKeyset(AeadCipher.newKeyset());

    try (CapturedLogs logs = new CapturedLogs()) {
      HttpResponse<String> answer = ask(1, "ann");

      assertThat(header(answer, "Cache-Status")).contains("fwd=miss");
      assertThat(json(answer).getString("communicationUserId")).isEqualTo(identity);
      assertThat(unreadable(1)).isPositive();
      assertThat(logs.text().split("was not sealed for its key", -1)).as("said once").hasSize(2);
    }
  }

  @OnOneServer("the two users may be on two servers, between which Redis copies nothing")
  @Test
  void aTokenThatWasMovedToAnotherUserIsAMissAndAnAlarm() {
    String ofAnn = json(ask(0, "ann")).getString("token");
    String identity = json(ask(0, "mallory")).getString("communicationUserId");
    String ann = tokenKey("ann");
    String mallory = tokenKey("mallory");
    RedisContent.command("COPY " + ann + " " + mallory + " REPLACE");
    withKeyset(first);

    HttpResponse<String> answer = ask(1, "mallory");

    assertThat(header(answer, "Cache-Status")).contains("fwd=miss");
    assertThat(json(answer).getString("token")).isNotEqualTo(ofAnn);
    assertThat(json(answer).getString("communicationUserId")).isEqualTo(identity);
    assertThat(unreadable(1)).isPositive();
  }

  private static String tokenKey(String user) {
    String part = ":t:" + new UserId(user).hash();
    return RedisContent.keys().stream().filter(key -> key.contains(part)).findFirst().orElseThrow();
  }
}
