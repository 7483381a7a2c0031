package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.authentication.Permission;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TokenRoutesTest {
  private RunningEdge edge;

  @BeforeEach
  void start() {
    edge = new RunningEdge();
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  @Test
  void answersWithEveryFieldThatMicrosoftsSampleClientsRead() {
    Answer answer = edge.send("POST", "/v1/users/alice/token", "{\"scopes\":[\"voip\",\"chat\"]}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.mediaType()).isEqualTo("application/json");
    JsonObject body = answer.json();
    String identity = body.getString("communicationUserId");
    assertThat(identity).startsWith("8:acs:");
    assertThat(body.getString("token")).startsWith("acs-token-");
    assertThat(body.getString("expiresOn")).isEqualTo("2026-03-02T12:00:00Z");
    assertThat(body.getLong("expiresOnTimestamp")).isEqualTo(1_772_452_800_000L);
    assertThat(Instant.parse(body.getString("refreshOn")))
        .isBetween(Instant.parse("2026-03-02T06:36:00Z"), Instant.parse("2026-03-02T07:48:00Z"));
    assertThat(body.getJsonArray("scopes")).isEqualTo(JsonArray.of("chat", "voip"));
    assertThat(body.getJsonObject("user"))
        .isEqualTo(
            JsonObject.of("communicationUserId", identity, "id", identity, "rawId", identity));
  }

  @Test
  void saysHowTheCacheDealtWithTheRequest() {
    assertThat(edge.send("POST", "/v1/users/alice/token").header("Cache-Status"))
        .hasValue("acs-token-gateway; fwd=miss; ttl=86400");
    assertThat(edge.send("POST", "/v1/users/alice/token").header("Cache-Status"))
        .hasValue("acs-token-gateway; hit; detail=redis; ttl=86400");
  }

  @Test
  void servesTheSameTokenAgainWithoutAskingAcs() {
    String first = edge.send("POST", "/v1/users/alice/token").body();
    edge.calls.forget();
    assertThat(edge.send("POST", "/v1/users/alice/token").body()).isEqualTo(first);
    assertThat(edge.calls.made()).hasSize(1).first().asString().startsWith("find token");
  }

  @Test
  void issuesForChatAndCallsWhenTheRequestNamesNoScopes() {
    assertThat(edge.send("POST", "/v1/users/alice/token").json().getJsonArray("scopes"))
        .isEqualTo(JsonArray.of("chat", "voip"));
    assertThat(edge.send("POST", "/v1/users/alice/token", "{}").json().getJsonArray("scopes"))
        .isEqualTo(JsonArray.of("chat", "voip"));
  }

  @Test
  void narrowsTheDefaultScopesToWhatTheKeyCovers() {
    Answer answer =
        edge.send("POST", "/v1/users/alice/token", Optional.empty(), "X-API-Key", edge.keys.chat);
    assertThat(answer.json().getJsonArray("scopes")).isEqualTo(JsonArray.of("chat"));
  }

  @Test
  void issuesTokensOfTheLifeAskedFor() {
    Answer answer = edge.send("POST", "/v1/users/alice/token", "{\"expiresInMinutes\":60}");
    assertThat(answer.json().getString("expiresOn")).isEqualTo("2026-03-01T13:00:00Z");
  }

  @Test
  void issuesATokenForTheUserThatAJwtSpeaksFor() {
    Answer answer =
        edge.send(
            "POST",
            "/v1/token",
            Optional.empty(),
            "Authorization",
            "Bearer " + edge.tokens.right("alice"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(edge.send("POST", "/v1/users/alice/token").body());
  }

  @Test
  void acceptsAnApiKeyAsABearerTokenToo() {
    String bearer = "Bearer " + edge.keys.with(Permission.TOKENS_ISSUE);
    assertThat(
            edge.send("POST", "/v1/users/a/token", Optional.empty(), "Authorization", bearer)
                .status())
        .isEqualTo(200);
  }

  @Test
  void decodesAUserIdExactlyOnce() {
    userIdOf("a%2Fb", "a/b");
    userIdOf("tenant%3Ax", "tenant:x");
    userIdOf("tenant:x", "tenant:x");
    userIdOf("a+b", "a+b");
    userIdOf("a%2Bb%20c", "a+b c");
    userIdOf("%2541", "%41");
    userIdOf("%C3%BC%F0%9F%98%80", "ü😀");
    userIdOf("...", "...");
  }

  private void userIdOf(String segment, String user) {
    assertThat(edge.send("POST", "/v1/users/" + segment + "/token").status()).isEqualTo(200);
    Answer read = edge.send("GET", "/v1/users/" + segment);
    assertThat(read.json().getString("userId")).isEqualTo(user);
  }

  @Test
  void revokesAndTellsWhenAcsGuaranteesIt() {
    edge.send("POST", "/v1/users/alice/token");
    Answer answer = edge.send("DELETE", "/v1/users/alice/tokens");
    assertThat(answer.json())
        .isEqualTo(
            JsonObject.of(
                "revokedAt", "2026-03-01T12:00:00Z", "effectiveBy", "2026-03-01T12:15:00Z"));
    assertThat(edge.calls.made()).contains("revoke");
  }

  @Test
  void tellsWhatItKnowsOfAUserUntilTheUserIsErased() {
    edge.send("POST", "/v1/users/alice/token");
    assertThat(edge.send("GET", "/v1/users/alice").json().getMap())
        .containsEntry("userId", "alice")
        .containsEntry("state", "active")
        .containsEntry("createdAt", "2026-03-01T12:00:00Z")
        .containsEntry("lastIssuedAt", "2026-03-01T12:00:00Z")
        .containsKey("communicationUserId");

    Answer erased = edge.send("DELETE", "/v1/users/alice");
    assertThat(erased.status()).isEqualTo(204);
    assertThat(erased.body()).isEmpty();

    Answer gone = edge.send("GET", "/v1/users/alice");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.problem()).isEqualTo("user-not-found");
  }

  @Test
  void takesOverASaneRequestIdAndMakesOneOtherwise() {
    assertThat(requestIdFor("job-7.a_B")).isEqualTo("job-7.a_B");
    assertThat(requestIdFor("x".repeat(65))).isNotEqualTo("x".repeat(65)).isNotBlank();
    assertThat(requestIdFor("a b")).isNotEqualTo("a b").isNotBlank();
  }

  private String requestIdFor(String theirs) {
    return edge.send("GET", "/openapi.yaml", Optional.empty(), "X-Request-Id", theirs)
        .header("X-Request-Id")
        .orElse("");
  }

  @Test
  void forbidsCachingAndSniffingInEveryAnswer() {
    for (String path : new String[] {"/openapi.yaml", "/nothing", "/health/live"}) {
      Answer answer = edge.send("GET", path);
      assertThat(answer.header("Cache-Control")).hasValue("no-store");
      assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.header("Content-Security-Policy")).isPresent();
    }
  }
}
