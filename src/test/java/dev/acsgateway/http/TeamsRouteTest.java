package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.AcsRejected;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.failure.UnsupportedBySdk;
import dev.acsgateway.fake.EntraTokens;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TeamsRouteTest {
  private RunningEdge edge;

  @BeforeEach
  void start() {
    edge = new RunningEdge();
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  private String entraToken() {
    return EntraTokens.expiringAt(edge.clock.instant().plus(Duration.ofHours(2)));
  }

  private Answer exchange(String key, String userId) {
    JsonObject body =
        JsonObject.of("teamsUserToken", entraToken(), "appId", "app", "userId", userId);
    return edge.send("POST", "/v1/teams/token", Optional.of(body.encode()), "X-API-Key", key);
  }

  @Test
  void exchangesTheTokenOnceAndAnswersTheRepeatFromTheCache() {
    Answer first = exchange(edge.keys.everything, "user");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json().getString("token")).startsWith("acs-token-");
    assertThat(first.json().getString("expiresOn")).isEqualTo("2026-03-02T12:00:00Z");
    assertThat(first.json().getLong("expiresOnTimestamp")).isEqualTo(1_772_452_800_000L);
    assertThat(first.json().getString("refreshOn")).isEqualTo("2026-03-01T14:00:00Z");
    assertThat(first.header("Cache-Status")).hasValue("acs-token-gateway; fwd=miss; ttl=86400");

    Answer second = exchange(edge.keys.everything, "user");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Cache-Status"))
        .hasValue("acs-token-gateway; hit; detail=redis; ttl=86400");
    assertThat(edge.calls.made()).containsExactly("exchange");
  }

  @Test
  void aKeyExchangesOnlyForUsersAndScopesThatItCovers() {
    assertThat(exchange(edge.keys.tenant, "user").problem()).isEqualTo("permission-denied");
    assertThat(exchange(edge.keys.chat, "user").problem()).isEqualTo("permission-denied");
    assertThat(edge.calls.made()).isEmpty();
    assertThat(exchange(edge.keys.tenant, "tenant-a:1").status()).isEqualTo(200);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(new AcsRejected("token", "bad"), 400, "invalid-request", "teamsUserToken"),
        Arguments.of(new AcsRejected("AppId", "bad"), 400, "invalid-request", "appId"),
        Arguments.of(new AcsRejected("appId", "bad"), 400, "invalid-request", "appId"),
        Arguments.of(new AcsRejected("userId", "bad"), 400, "invalid-request", "userId"),
        Arguments.of(new AcsRejected("", "bad"), 502, "acs-rejected", ""),
        Arguments.of(new UnsupportedBySdk("it"), 501, "unsupported-by-sdk", ""),
        Arguments.of(
            new AcsUnavailable("the log's affair", Duration.ofSeconds(1)),
            503,
            "acs-unavailable",
            ""));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysWhichFieldAcsFindsFaultWithAndRepeatsNoToken(
      AcsFailure failure, int status, String problem, String field) {
    edge.acs.failWith(failure);
    Answer answer = exchange(edge.keys.everything, "user");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.problem()).isEqualTo(problem);
    assertThat(answer.json().getString("field", "")).isEqualTo(field);
    assertThat(answer.body()).doesNotContain(entraToken());
  }
}
