package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.identity.TeamsUser;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Users of an issuer that has a prefix. The kind of fault: names that two issuers give to two
 * people are one user. The prefix is part of the user id wherever a token speaks for its own user;
 * only where ACS compares the name with that of another token, it is the issuer's own.
 */
final class UserPrefixTest {
  private static final String PREFIX = "shop:";

  private RunningEdge edge;

  @BeforeEach
  void start() {
    edge = RunningEdge.withIssuer(JsonObject.of("user-prefix", PREFIX));
  }

  @AfterEach
  void stop() {
    edge.close();
  }

  private Answer as(String user, String method, String path, Optional<String> body) {
    return edge.send(method, path, body, "Authorization", "Bearer " + edge.tokens.right(user));
  }

  private String identityOf(String user) {
    return edge.send("GET", "/v1/users/" + user).json().getString("communicationUserId");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v1/token",
        "GET /api/token",
        "POST /api/user",
        "GET /token?scope=chat",
        "POST /token"
      })
  void everyRouteForOnesOwnUserMeansTheUserWithThePrefix(String line) {
    String[] words = line.split(" ", -1);
    Answer answer = as("alice", words[0], words[1], Optional.empty());
    assertThat(answer.status()).isBetween(200, 201);
    assertThat(answer.body()).contains(identityOf("shop:alice"));
    assertThat(edge.send("GET", "/v1/users/alice").status()).isEqualTo(404);
  }

  @Test
  void theRestOfTheRoutesForOnesOwnUserMeanItToo() {
    assertThat(edge.send("POST", "/v1/users/alice/token").status()).isEqualTo(200);
    assertThat(as("alice", "GET", "/api/user", Optional.empty()).status()).isEqualTo(404);
    as("alice", "POST", "/v1/token", Optional.empty());
    String own = identityOf("shop:alice");
    String other = identityOf("alice");
    assertThat(own).isNotEqualTo(other);
    assertThat(as("alice", "GET", "/api/user", Optional.empty()).body()).contains(own);
    assertThat(as("alice", "POST", "/refreshToken/" + own, Optional.empty()).status())
        .isEqualTo(200);
    assertThat(as("alice", "POST", "/refreshToken/" + other, Optional.empty()).status())
        .isEqualTo(403);
    assertThat(as("alice", "DELETE", "/api/user", Optional.empty()).status()).isEqualTo(204);
    assertThat(edge.send("GET", "/v1/users/shop:alice").status()).isEqualTo(404);
    assertThat(edge.send("GET", "/v1/users/alice").status()).isEqualTo(200);
  }

  @Test
  void theCredentialsGuidesRouteMeansItToo() {
    assertThat(as("alice", "POST", "/getToken", Optional.empty()).status()).isEqualTo(200);
    assertThat(identityOf("shop:alice")).isNotEmpty();
    assertThat(edge.send("GET", "/v1/users/alice").status()).isEqualTo(404);
  }

  @Test
  void aTeamsUsersNameIsTheIssuersOwn() {
    assertThat(
            as("oid", "POST", "/getTokenForTeamsUser", Optional.of("{\"teamsToken\":\"entra\"}"))
                .status())
        .isEqualTo(200);
    assertThat(edge.acs.exchanged).hasValue(new TeamsUser("entra", RunningEdge.TEAMS_APP, "oid"));
  }

  @Test
  void aUserIdHas256CharactersWithThePrefix() {
    String longest = "x".repeat(256 - PREFIX.length());
    assertThat(as(longest, "POST", "/v1/token", Optional.empty()).status()).isEqualTo(200);
    for (String bad : List.of("", longest + "x", "\\u0007", "\\udc00")) {
      Answer answer =
          edge.send(
              "POST",
              "/v1/token",
              Optional.empty(),
              "Authorization",
              "Bearer "
                  + edge.tokens.signedClaims(
                      edge.tokens.rightClaims("alice").encode().replace("alice", bad)));
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.problem()).isEqualTo("unauthenticated");
    }
  }
}
