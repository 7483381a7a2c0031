package dev.acsgateway;

import static dev.acsgateway.GatewayFixture.header;
import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.emulator.control.Fault;
import dev.acsgateway.emulator.control.Operation;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The main job, end to end: HTTP, Redis, the Azure SDK, a signed request, the emulator. */
@Tag("topology")
class GatewayIT {
  private static final Duration SOON = Duration.ofMinutes(1);

  private GatewayFixture gateway;

  @BeforeEach
  void start() {
    gateway = new GatewayFixture();
    gateway.withNode(gateway.patientConfig());
  }

  /** A user whom both the gateway and ACS know from then on. */
  private void issue(String user) {
    HttpResponse<String> answer = gateway.api("POST", "/v1/users/" + user + "/token", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aGatewayThatIsConfiguredHasNoDemo() {
    assertThat(gateway.api("GET", "/demo", "").statusCode()).isEqualTo(404);
    assertThat(gateway.api("GET", "/demo/demo.js", "").statusCode()).isEqualTo(404);
    assertThat(gateway.api("POST", "/demo/sign-in", "{\"user\":\"alice\"}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void aHundredRequestsForOneUserCostOneCallToAcs() {
    List<HttpResponse<String>> answers =
        IntStream.range(0, 100)
            .mapToObj(i -> gateway.api("POST", "/v1/users/alice/token", ""))
            .toList();

    assertThat(answers).allMatch(answer -> answer.statusCode() == 200);
    assertThat(gateway.emulator.calls().total()).isEqualTo(1);
    assertThat(answers).filteredOn(answer -> isHit(answer)).hasSize(99);
    assertThat(answers)
        .extracting(answer -> json(answer).getString("token"))
        .containsOnly(token(answers.getFirst()));
  }

  @Test
  void answersWithATokenThatAcsAccepts() {
    HttpResponse<String> answer =
        gateway.api("POST", "/v1/users/alice/token", "{\"scopes\":[\"voip\"]}");

    assertThat(header(answer, "Cache-Status")).startsWith("acs-token-gateway; fwd=miss");
    assertThat(json(answer).getJsonArray("scopes")).containsExactly("voip");
    assertThat(gateway.emulator.controls().introspect(token(answer)).active()).isTrue();
    assertThat(json(answer).getJsonObject("user").getString("communicationUserId"))
        .isEqualTo(json(answer).getString("communicationUserId"))
        .startsWith("8:acs:");
  }

  @Test
  void aFrontendGetsATokenOfItsOwnUser() {
    HttpResponse<String> own =
        gateway.send(
            gateway
                .request(gateway.nodes.getFirst().apiPort(), "POST", "/v1/token", "")
                .header("Authorization", "Bearer " + gateway.jwt("alice")));
    HttpResponse<String> backends = gateway.api("POST", "/v1/users/alice/token", "");

    assertThat(own.statusCode()).isEqualTo(200);
    assertThat(token(own)).isEqualTo(token(backends));
    assertThat(isHit(backends)).isTrue();
  }

  @Test
  void aUserKeepsOneIdentityForAllScopesAndLifetimes() {
    List<String> identities =
        List.of("{\"scopes\":[\"chat\"]}", "{\"scopes\":[\"voip\"]}", "{\"expiresInMinutes\":60}")
            .stream()
            .map(body -> gateway.api("POST", "/v1/users/alice/token", body))
            .map(answer -> json(answer).getString("communicationUserId"))
            .distinct()
            .toList();

    assertThat(identities).hasSize(1);
    assertThat(gateway.emulator.calls().count(Operation.CREATE_WITH_TOKEN)).isEqualTo(1);
    assertThat(gateway.emulator.calls().count(Operation.ISSUE)).isEqualTo(2);
  }

  @Test
  void revokedTokensAreNotServedAgain() {
    String old = token(gateway.api("POST", "/v1/users/alice/token", ""));

    HttpResponse<String> revoked = gateway.api("DELETE", "/v1/users/alice/tokens", "");
    HttpResponse<String> next = gateway.api("POST", "/v1/users/alice/token", "");

    assertThat(revoked.statusCode()).isEqualTo(200);
    assertThat(json(revoked).fieldNames()).containsExactlyInAnyOrder("revokedAt", "effectiveBy");
    assertThat(gateway.emulator.controls().introspect(old).active()).isFalse();
    assertThat(token(next)).isNotEqualTo(old);
  }

  @Test
  void anErasedUserIsForgottenHereAndAtAcs() {
    HttpResponse<String> first = gateway.api("POST", "/v1/users/alice/token", "");

    assertThat(gateway.api("GET", "/v1/users/alice", "").statusCode()).isEqualTo(200);
    assertThat(gateway.api("DELETE", "/v1/users/alice", "").statusCode()).isEqualTo(204);
    assertThat(gateway.api("GET", "/v1/users/alice", "").statusCode()).isEqualTo(404);
    assertThat(gateway.emulator.controls().introspect(token(first)).active()).isFalse();

    HttpResponse<String> second = gateway.api("POST", "/v1/users/alice/token", "");
    assertThat(json(second).getString("communicationUserId"))
        .isNotEqualTo(json(first).getString("communicationUserId"));
  }

  @Test
  void aCleanUpJobDeletesTheGivenUsersAndNoOther() {
    List.of("alice", "bob", "carol").forEach(this::issue);

    HttpResponse<String> started =
        gateway.admin(
            "POST",
            "/admin/v1/cleanups",
            "{\"userIds\":[\"alice\",\"bob\",\"nobody\"],\"acknowledgeChatDeletion\":true}");
    assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
    String job = "/admin/v1/cleanups/" + json(started).getString("id");
    await()
        .atMost(SOON)
        .until(() -> json(gateway.admin("GET", job, "")).getString("state").equals("completed"));

    JsonObject done = json(gateway.admin("GET", job, ""));
    assertThat(done.toString()).contains("\"done\":2").contains("\"skipped\":1");
    assertThat(gateway.emulator.calls().count(Operation.DELETE)).isEqualTo(2);
    assertThat(gateway.api("GET", "/v1/users/alice", "").statusCode()).isEqualTo(404);
    assertThat(gateway.api("GET", "/v1/users/carol", "").statusCode()).isEqualTo(200);
  }

  @Test
  void aCleanUpJobWaitsForAnAcsThatAsksForAPause() {
    issue("alice");
    gateway
        .emulator
        .controls()
        .faults()
        .next(Operation.DELETE, Fault.status(429, Duration.ofSeconds(1)), 2);

    HttpResponse<String> started =
        gateway.admin(
            "POST",
            "/admin/v1/cleanups",
            "{\"userIds\":[\"alice\"],\"acknowledgeChatDeletion\":true}");
    assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
    String job = "/admin/v1/cleanups/" + json(started).getString("id");

    await()
        .atMost(SOON)
        .until(() -> json(gateway.admin("GET", job, "")).getString("state").equals("completed"));
    assertThat(gateway.admin("GET", job, "").body()).contains("\"done\":1");
    assertThat(gateway.api("GET", "/v1/users/alice", "").statusCode()).isEqualTo(404);
  }

  @Test
  void tellsThatItIsReadyAndWhatItMeasured() {
    gateway.api("POST", "/v1/users/alice/token", "");

    assertThat(gateway.admin("GET", "/health/live", "").statusCode()).isEqualTo(200);
    assertThat(gateway.admin("GET", "/health/ready", "").statusCode()).isEqualTo(200);
    assertThat(gateway.admin("GET", "/metrics", "").body())
        .contains("acsgw_acs_calls_seconds_count{operation=\"create-with-token\",outcome=\"ok\"} 1")
        .contains("acsgw_redis_up 1");
  }

  private static boolean isHit(HttpResponse<String> answer) {
    return header(answer, "Cache-Status").startsWith("acs-token-gateway; hit");
  }

  private static String token(HttpResponse<String> answer) {
    return json(answer).getString("token");
  }

  @Test
  void saysHowEachPartIs() {
    JsonObject health = json(gateway.admin("GET", "/health", ""));

    assertThat(health.getString("status")).isEqualTo("ready");
    JsonObject parts = health.getJsonObject("components");
    assertThat(parts.getJsonObject("redis"))
        .isEqualTo(JsonObject.of("commands", "up", "subscription", "up", "writes", "up"));
    assertThat(parts.getJsonObject("acs").getJsonObject("breakers").getMap().values())
        .hasSize(6)
        .containsOnly("closed");
    assertThat(parts.getJsonObject("apiKeys"))
        .isEqualTo(JsonObject.of("loaded", true, "configured", 2, "shared", 0));
    assertThat(parts.getJsonObject("configuration").getJsonArray("waitingForRestart")).isEmpty();
  }
}
