package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.failure.AcsRejected;
import dev.acsgateway.identity.TeamsUser;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls of Microsoft's sample clients, and what the clients read of the answers. */
final class CompatibilityRoutesTest {
  private RunningEdge edge;

  @BeforeEach
  void start() {
    edge = new RunningEdge();
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  private Answer as(String user, String method, String path, Optional<String> body) {
    return edge.send(method, path, body, "Authorization", "Bearer " + edge.tokens.right(user));
  }

  private Answer as(String user, String method, String path) {
    return as(user, method, path, Optional.empty());
  }

  private String identityOf(String user) {
    return as(user, "POST", "/api/user").json().getString("acsUserIdentity");
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void authenticationHeroMapsItsUserAsksForTokensAndUnmapsIt() {
    assertThat(as("alice", "GET", "/api/user").status()).isEqualTo(404);

    Answer created = as("alice", "POST", "/api/user");
    assertThat(created.status()).isEqualTo(201);
    String identity = created.json().getString("acsUserIdentity");
    Answer again = as("alice", "POST", "/api/user");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(created.json());
    assertThat(as("alice", "GET", "/api/user").json()).isEqualTo(created.json());

    Answer token = as("alice", "GET", "/api/token");
    assertThat(token.status()).as("virtual visits takes nothing but 200").isEqualTo(200);
    assertThat(token.json().getString("token")).isNotEmpty();
    assertThat(Instant.parse(token.json().getString("expiresOn"))).isAfter(edge.clock.instant());
    JsonObject user = token.json().getJsonObject("user");
    assertThat(user.getString("communicationUserId")).isEqualTo(identity);
    assertThat(user.getString("id")).as("what the MinimalClients read").isEqualTo(identity);

    assertThat(as("alice", "DELETE", "/api/user").status()).isEqualTo(204);
    assertThat(as("alice", "GET", "/api/user").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | /token?scope=chat,voip |                            | chat,voip
          GET  | /token?scope=voip      |                            | voip
          GET  | /token                 |                            | chat,voip
          POST | /token?scope=chat      |                            | chat
          POST | /token                 | {"scope":"chat"}           | chat
          POST | /token                 | {"scopes":["voip"]}        | voip
          POST | /token                 |                            | chat,voip
          """)
  void heroesNameTheirScopesInTheQueryOrTheBody(
      String method, String path, String body, String scopes) {
    Answer answer = as("alice", method, path, Optional.ofNullable(body));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(
            String.join(
                ",", answer.json().getJsonArray("scopes").stream().map(String::valueOf).toList()))
        .isEqualTo(scopes);
    assertThat(answer.json().getJsonObject("user").getString("communicationUserId"))
        .isEqualTo(answer.json().getString("communicationUserId"));
  }

  @Test
  void aScopeThatThereIsNotIsRefused() {
    assertThat(as("alice", "GET", "/token?scope=fax").status()).isEqualTo(400);
  }

  @Test
  void heroesRefreshTheirOwnIdentity() {
    String identity = identityOf("alice");
    Answer answer = as("alice", "POST", "/refreshToken/" + escaped(identity));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getJsonObject("user").getString("communicationUserId"))
        .isEqualTo(identity);
    assertThat(as("alice", "POST", "/refreshToken/" + identity).status())
        .as("a colon may stand for itself")
        .isEqualTo(200);
  }

  @Test
  void nobodyRefreshesTheIdentityOfAnother() {
    String bobs = identityOf("bob");
    identityOf("mallory");
    edge.calls.forget();

    assertThat(as("mallory", "POST", "/refreshToken/" + escaped(bobs)).status()).isEqualTo(403);
    assertThat(as("mallory", "POST", "/refreshToken/8:acs:nobodys").status()).isEqualTo(403);
    assertThat(as("stranger", "POST", "/refreshToken/" + escaped(bobs)).status()).isEqualTo(403);
    assertThat(
            as(
                    "mallory",
                    "POST",
                    "/getCommunicationUserToken",
                    Optional.of(JsonObject.of("communicationUserId", bobs).encode()))
                .status())
        .isEqualTo(403);
    assertThat(as("mallory", "POST", "/getToken", Optional.of("{\"username\":\"bob\"}")).status())
        .isEqualTo(403);
    assertThat(edge.calls.made()).noneMatch(call -> call.contains("token"));
  }

  @Test
  void aBackendsKeySpeaksForNoUserHere() {
    assertThat(edge.send("GET", "/api/token").problem()).isEqualTo("permission-denied");
    assertThat(edge.send("GET", "/token?scope=chat").problem()).isEqualTo("permission-denied");
    assertThat(edge.send("DELETE", "/api/user").problem()).isEqualTo("permission-denied");
  }

  @Test
  void theCallingTutorialReadsItsOwnShape() {
    JsonObject first = as("alice", "POST", "/getCommunicationUserToken").json();
    JsonObject identity = first.getJsonObject("userId");
    assertThat(first.getJsonObject("communicationUserToken").getString("token")).isNotEmpty();
    assertThat(
            as("alice", "POST", "/getCommunicationUserToken", Optional.of(identity.encode()))
                .json()
                .getJsonObject("userId"))
        .isEqualTo(identity);
  }

  @Test
  void theCredentialsGuideReadsItsOwnShape() {
    Answer answer = as("alice", "POST", "/getToken", Optional.of("{\"username\":\"alice\"}"));
    assertThat(answer.json().getString("communicationIdentityToken")).isNotEmpty();
  }

  private Answer teamsToken(String user, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Authorization", "Bearer " + edge.tokens.right(user)));
    return edge.send("GET", "/api/token/teams", Optional.empty(), all.toArray(String[]::new));
  }

  @Test
  void theAuthenticationHeroExchangesItsOwnTeamsToken() {
    Answer answer = teamsToken("alices-oid", "teams-user-aad-token", "entra");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getString("token")).isNotEmpty();
    assertThat(Instant.parse(answer.json().getString("expiresOn"))).isAfter(edge.clock.instant());
    assertThat(edge.acs.exchanged)
        .as("for the caller's own object id, and this gateway's application")
        .hasValue(new TeamsUser("entra", RunningEdge.TEAMS_APP, "alices-oid"));
  }

  @Test
  void theCredentialsGuideExchangesItsOwnTeamsToken() {
    Answer answer =
        as("alice", "POST", "/getTokenForTeamsUser", Optional.of("{\"teamsToken\":\"entra\"}"));
    assertThat(answer.json().fieldNames()).containsExactly("communicationIdentityToken");
    assertThat(answer.json().getString("communicationIdentityToken")).isNotEmpty();
  }

  @Test
  void aTeamsTokenOfSomebodyElseIsRefused() {
    edge.acs.failWith(new AcsRejected("userId", "unexpected user"));
    assertThat(teamsToken("mallory", "teams-user-aad-token", "alices").problem())
        .isEqualTo("permission-denied");
    edge.acs.failWith(new AcsRejected("token", "not valid"));
    Answer garbage = teamsToken("mallory", "teams-user-aad-token", "garbage");
    assertThat(garbage.problem()).isEqualTo("invalid-request");
    assertThat(garbage.json().getString("field")).isEqualTo("teams-user-aad-token");
  }

  @Test
  void aTeamsTokenMustBeThere() {
    assertThat(teamsToken("alice").json().getString("field")).isEqualTo("teams-user-aad-token");
    assertThat(
            as("alice", "POST", "/getTokenForTeamsUser", Optional.of("{}"))
                .json()
                .getString("field"))
        .isEqualTo("teamsToken");
    assertThat(edge.calls.made()).isEmpty();
  }

  @Test
  void teamsTokensAreNotExchangedUnlessTheApplicationIsKnown() {
    try (RunningEdge plain = new RunningEdge(new JsonObject().putNull("teams-app-id"))) {
      assertThat(plain.send("GET", "/api/token/teams").status()).isEqualTo(404);
      assertThat(plain.send("GET", "/api/token").status()).isEqualTo(403);
    }
  }

  @Test
  void theChatHeroLearnsTheEndpoint() {
    assertThat(as("alice", "GET", "/getEndpointUrl").body())
        .isEqualTo("https://contoso.communication.azure.com");
  }

  @Test
  void noneOfThemIsThereUnlessSomebodyTurnsThemOn() {
    try (RunningEdge plain = new RunningEdge(JsonObject.of("compatibility", false))) {
      assertThat(plain.send("GET", "/api/token").status()).isEqualTo(404);
      assertThat(plain.send("POST", "/token").status()).isEqualTo(404);
    }
  }
}
