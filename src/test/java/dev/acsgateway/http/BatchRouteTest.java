package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.canary.LogsErrors;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.identity.UserId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BatchRouteTest {
  private RunningEdge edge;

  @BeforeEach
  void start() {
    edge = new RunningEdge();
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  private static String body(String... items) {
    return "{\"requests\":[" + String.join(",", items) + "]}";
  }

  private static String user(String name) {
    return "{\"userId\":\"" + name + "\"}";
  }

  private Answer batch(String key, String... items) {
    return edge.send("POST", "/v1/tokens", Optional.of(body(items)), "X-API-Key", key);
  }

  private List<JsonObject> results(String... items) {
    return results(batch(edge.keys.everything, items));
  }

  private static List<JsonObject> results(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return answer.json().getJsonArray("results").stream().map(JsonObject.class::cast).toList();
  }

  private static List<Integer> statuses(List<JsonObject> results) {
    return results.stream().map(result -> result.getInteger("status")).toList();
  }

  private static String problem(JsonObject result) {
    String type = result.getJsonObject("problem").getString("type");
    return type.substring(type.lastIndexOf('/') + 1);
  }

  private static String[] hundredUsers() {
    return IntStream.range(0, 100).mapToObj(i -> user("user-" + i)).toArray(String[]::new);
  }

  @Test
  void answersAHundredInTheOrderOfTheirRequests() {
    List<JsonObject> results = results(hundredUsers());
    assertThat(results)
        .extracting(result -> result.getString("userId"))
        .isEqualTo(IntStream.range(0, 100).mapToObj(i -> "user-" + i).toList());
    assertThat(statuses(results)).containsOnly(200);
    assertThat(results)
        .extracting(result -> result.getJsonObject("token").getString("communicationUserId"))
        .doesNotHaveDuplicates();
  }

  @Test
  void aTokenIsTheVeryAnswerThatTheUsersOwnRouteGives() {
    String wish = "\"scopes\":[\"voip\"],\"expiresInMinutes\":90";
    Answer alone = edge.send("POST", "/v1/users/alice/token", "{" + wish + "}");
    String item = "{\"userId\":\"alice\"," + wish + "}";
    Answer batch = batch(edge.keys.everything, item, item);
    assertThat(batch.body())
        .isEqualTo(
            "{\"results\":[" + String.join(",", result(alone.body()), result(alone.body())) + "]}");
  }

  private static String result(String token) {
    return "{\"userId\":\"alice\",\"status\":200,"
        + "\"cacheStatus\":\"acs-token-gateway; hit; detail=redis; ttl=5400\","
        + "\"token\":"
        + token
        + "}";
  }

  @Test
  void looksAllUpBeforeItAwaitsAnyAnswer() {
    try (RunningEdge slow = new RunningEdge(JsonObject.of("request-deadline", "2s"))) {
      slow.store.hangs = true;
      List<JsonObject> results = results(slow.send("POST", "/v1/tokens", body(hundredUsers())));
      assertThat(slow.calls.made()).hasSize(100).allMatch(call -> call.startsWith("find token"));
      assertThat(results).extracting(BatchRouteTest::problem).containsOnly("deadline-exceeded");
      assertThat(statuses(results)).containsOnly(504);
    }
  }

  @Test
  void oneThatTakesTooLongSpoilsNoneOfTheOthers() {
    try (RunningEdge slow = new RunningEdge(JsonObject.of("request-deadline", "2s"))) {
      slow.store.troubles.put(new UserId("bob"), Optional.empty());
      Answer answer =
          slow.send("POST", "/v1/tokens", body(user("alice"), user("bob"), user("carol")));
      assertThat(statuses(results(answer))).containsExactly(200, 504, 200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{}|userId",
        "{\"userId\":\"\"}|userId",
        "{\"userId\":5}|userId",
        "{\"userId\":null}|userId",
        "{\"userId\":\"a\\u0000\"}|userId",
        "{\"userId\":\"a\\ud800\"}|userId",
        "{\"userId\":\"a\",\"scopes\":[\"video\"]}|scopes",
        "{\"userId\":\"a\",\"scopes\":[]}|scopes",
        "{\"userId\":\"a\",\"scopes\":\"chat\"}|scopes",
        "{\"userId\":\"a\",\"expiresInMinutes\":59}|expiresInMinutes",
        "{\"userId\":\"a\",\"scope\":[\"chat\"]}|scope",
      })
  void aBadItemIsToldWhatIsWrongAndSpoilsNoneOfTheOthers(String item, String field) {
    List<JsonObject> results = results(user("alice"), item, user("bob"));
    assertThat(statuses(results)).containsExactly(200, 400, 200);
    assertThat(problem(results.get(1))).isEqualTo("invalid-request");
    assertThat(results.get(1).getJsonObject("problem").getString("field")).isEqualTo(field);
  }

  @Test
  void aBadUserIdIsRepeatedSoThatItCanBeFound() {
    assertThat(results("{\"userId\":\"\\\"\\u0000\"}").getFirst().getString("userId"))
        .isEqualTo("\"\0");
    assertThat(results("{}").getFirst().containsKey("userId")).isFalse();
  }

  @Test
  void whatTheKeyDoesNotCoverIsDeniedItemByItem() {
    List<JsonObject> users =
        results(batch(edge.keys.tenant, user("tenant-b:1"), user("tenant-a:1")));
    assertThat(statuses(users)).containsExactly(403, 200);
    String voip = "{\"userId\":\"a\",\"scopes\":[\"voip\"]}";
    List<JsonObject> scopes = results(batch(edge.keys.chat, voip, user("a")));
    assertThat(statuses(scopes)).containsExactly(403, 200);
    assertThat(scopes.get(1).getJsonObject("token").getJsonArray("scopes"))
        .isEqualTo(JsonArray.of("chat"));
  }

  @Test
  void whileAcsIsDownServesWhoIsInTheCache() {
    edge.send("POST", "/v1/users/alice/token");
    edge.acs.failWith(new AcsUnavailable("the log's affair", Duration.ofSeconds(7)));
    List<JsonObject> results = results(user("bob"), user("alice"));
    assertThat(statuses(results)).containsExactly(503, 200);
    assertThat(problem(results.getFirst())).isEqualTo("acs-unavailable");
    assertThat(results.getFirst().getJsonObject("problem").getInteger("retryAfter")).isEqualTo(7);
  }

  @Test
  @LogsErrors("ProblemHandler: Request .* failed unexpectedly")
  void aFaultOfOursWithOneIsNoneOfTheOthersAffair() {
    edge.store.troubles.put(
        new UserId("bob"), Optional.of(new IllegalStateException("the log's affair")));
    Answer answer = batch(edge.keys.everything, user("alice"), user("bob"));
    assertThat(statuses(results(answer))).containsExactly(200, 500);
    assertThat(answer.body()).doesNotContain("the log's affair");
    assertThat(results(answer).get(1).getJsonObject("problem").getString("requestId"))
        .isEqualTo(answer.header("X-Request-Id").orElseThrow());
  }

  @Test
  void eachItemCountsAsARequestAndThoseOverTheLimitAreToldSo() {
    Answer first = batch(edge.keys.slow, user("a"), user("b"), user("c"), user("d"));
    List<JsonObject> results = results(first);
    assertThat(statuses(results)).containsExactly(200, 200, 429, 429);
    assertThat(problem(results.get(2))).isEqualTo("rate-limited");
    assertThat(results.get(2).getJsonObject("problem").getInteger("retryAfter")).isEqualTo(5);
    assertThat(first.header("RateLimit-Remaining")).hasValue("0");

    edge.calls.forget();
    assertThat(batch(edge.keys.slow, user("c")).status()).isEqualTo(429);
    assertThat(edge.calls.made()).isEmpty();

    edge.clock.advance(Duration.ofSeconds(10));
    assertThat(statuses(results(batch(edge.keys.slow, user("c"), user("d")))))
        .containsExactly(200, 200);
  }
}
