package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.authentication.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route with every kind of credential. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccessMatrixTest {
  /** What the routes want that leave no audit record and do not do without a body. */
  private static final Map<String, String> BODIES =
      Map.of(
          "/v1/tokens", "{\"requests\":[{\"userId\":\"x\"}]}",
          "/getTokenForTeamsUser", "{\"teamsToken\":\"entra\"}",
          "/v1/teams/token", "{\"teamsUserToken\":\"entra\",\"appId\":\"app\",\"userId\":\"x\"}");

  /** Answered without asking anybody. */
  private static final Set<String> STATIC = Set.of("/getEndpointUrl", "/health");

  private RunningEdge edge;

  @BeforeAll
  void start() {
    edge = new RunningEdge();
    edge.send("POST", "/v1/users/x/token");
  }

  @AfterAll
  void stop() {
    edge.close();
  }

  /** One route with one credential, and what comes of it. */
  record Attempt(Route route, String what, List<String> headers, Outcome outcome) {
    @Override
    public String toString() {
      return route.method() + " " + route.path() + " with " + what + " is " + outcome;
    }
  }

  /** What comes of an attempt. */
  enum Outcome {
    UNAUTHENTICATED,
    DENIED,
    LET_IN
  }

  private static Attempt bearer(Route route, String what, String token, Outcome outcome) {
    return new Attempt(route, what, List.of("Authorization", "Bearer " + token), outcome);
  }

  Stream<Attempt> guardedRoutes() {
    return Stream.concat(edge.apiRoutes.table().stream(), edge.adminRoutes.table().stream())
        .flatMap(
            route ->
                switch (route.access()) {
                  case Access.Public open -> Stream.empty();
                  case Access.Requires required -> attempts(route, required.permission());
                });
  }

  private Stream<Attempt> attempts(Route route, Permission permission) {
    boolean isForUsers = permission == Permission.TOKENS_ISSUE_SELF;
    Permission another =
        permission == Permission.AUDIT_READ ? Permission.USERS_READ : Permission.AUDIT_READ;
    Outcome bad = Outcome.UNAUTHENTICATED;
    List<String> rightKey = List.of("X-API-Key", edge.keys.with(permission));
    List<String> wrongKey = List.of("X-API-Key", edge.keys.with(another));
    return Stream.of(
        new Attempt(route, "no credential", List.of(), bad),
        new Attempt(route, "a garbage key", List.of("X-API-Key", "acsgw_a_b_c"), bad),
        new Attempt(route, "an expired key", List.of("X-API-Key", edge.keys.expired), bad),
        bearer(route, "garbage", "e30.e30.e30", bad),
        bearer(route, "an expired token", edge.tokens.expired("x"), bad),
        bearer(route, "a token for another audience", edge.tokens.wrongAudience("x"), bad),
        bearer(route, "a token of another issuer", edge.tokens.wrongIssuer("x"), bad),
        bearer(route, "an unsigned token", edge.tokens.unsigned("x"), bad),
        bearer(route, "HS256 with the public key", edge.tokens.signedWithThePublicKey("x"), bad),
        bearer(route, "a tampered token", edge.tokens.tampered("x"), bad),
        new Attempt(route, "a key for something else", wrongKey, Outcome.DENIED),
        new Attempt(route, "the right key", rightKey, isForUsers ? Outcome.DENIED : Outcome.LET_IN),
        bearer(
            route,
            "a user's token",
            edge.tokens.right("x"),
            isForUsers ? Outcome.LET_IN : Outcome.DENIED));
  }

  @ParameterizedTest
  @MethodSource("guardedRoutes")
  void letsInWhoMayAndNobodyElse(Attempt attempt) {
    Route route = attempt.route();
    String path = route.path().replaceAll("\\{\\w+}", nameIn(route));
    edge.calls.forget();
    List<String> headers = new ArrayList<>(attempt.headers());
    headers.addAll(List.of("teams-user-aad-token", "entra"));
    Optional<AuditedUse> use =
        AuditedUse.all("x")
            .filter(each -> each.route().equals(route.method() + " " + route.path()))
            .filter(each -> each.body().isPresent())
            .findFirst();
    use.ifPresent(each -> headers.addAll(List.of("Content-Type", each.mediaType())));
    Answer answer =
        edge.send(
            route.method().name(),
            use.map(AuditedUse::path).orElse(path),
            use.flatMap(AuditedUse::body).or(() -> Optional.ofNullable(BODIES.get(route.path()))),
            headers.toArray(String[]::new));
    switch (attempt.outcome()) {
      case UNAUTHENTICATED -> assertThat(answer.status()).isEqualTo(401);
      case DENIED -> assertThat(answer.status()).isEqualTo(403);
      case LET_IN -> assertThat(answer.status()).isIn(200, 201, 202, 204, 404);
    }
    if (!STATIC.contains(route.path())) {
      assertThat(edge.calls.made().isEmpty()).isEqualTo(attempt.outcome() != Outcome.LET_IN);
    }
  }

  /** The user x, or where the path names an identity, that of the user x. */
  private String nameIn(Route route) {
    return route.path().startsWith("/refreshToken")
        ? edge.send("POST", "/v1/users/x/token").json().getString("communicationUserId")
        : "x";
  }
}
