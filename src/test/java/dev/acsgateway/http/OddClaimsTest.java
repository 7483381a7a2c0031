package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Correctly signed tokens whose claims are odd. The kind of fault: a value that a trusted issuer
 * signed is taken to be of the type that it should have, so that it fails where it is used. Every
 * registered claim and the user claim, of every wrong type and out of range, is 401 on every route.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OddClaimsTest {
  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "{}",
          "{\"a\":null}",
          "[]",
          "[null]",
          "[[]]",
          "[{}]",
          "[null,\"acs-token-gateway\"]",
          "[\"acs-token-gateway\",7]",
          "\"\"",
          "-1",
          "-1e300",
          "1e300",
          "1e18",
          "9223372036854775808",
          "99999999999999999999999999999999999999",
          "253402300800",
          "\"\\ud800\"",
          "\"a\\u0000b\"",
          "NaN",
          "Infinity",
          "-Infinity");

  private static final List<String> TIMES =
      List.of("\"NaN\"", "\"1900000000\"", "\"tomorrow\"", "[1900000000]");

  private static final List<String> TEXTS = List.of("7", "0", "1.5", "[\"alice\"]");

  private RunningEdge edge;

  @BeforeAll
  void start() {
    edge = new RunningEdge();
  }

  @AfterAll
  void stop() {
    edge.close();
  }

  private String with(String claim, String value) {
    JsonObject claims = edge.tokens.rightClaims("alice");
    claims.remove(claim);
    String others = claims.encode();
    return edge.tokens.signedClaims(
        others.substring(0, others.length() - 1) + ",\"" + claim + "\":" + value + "}");
  }

  /** A claim with a value. */
  record Odd(String claim, String value) {}

  private static Stream<Odd> odd() {
    return Stream.of("exp", "nbf", "iat", "aud", "iss", "sub", "jti")
        .flatMap(
            claim -> {
              boolean isTime = List.of("exp", "nbf", "iat").contains(claim);
              Stream<String> more = (isTime ? TIMES : TEXTS).stream();
              return Stream.concat(ODD.stream(), more)
                  .filter(value -> !isFine(claim, value))
                  .map(value -> new Odd(claim, value));
            });
  }

  /** Any text is an id of a token. */
  private static boolean isFine(String claim, String value) {
    return claim.equals("jti") && value.startsWith("\"");
  }

  @ParameterizedTest
  @MethodSource("odd")
  void anOddClaimIsUnauthenticated(Odd odd) {
    assertRefused("POST", "/v1/token", with(odd.claim(), odd.value()));
  }

  private Stream<Route> guarded() {
    return Stream.concat(edge.apiRoutes.table().stream(), edge.adminRoutes.table().stream())
        .filter(route -> route.access() instanceof Access.Requires);
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void anOddClaimIsUnauthenticatedOnEveryRoute(Route route) {
    String path = route.path().replaceAll("\\{[^}]*}", "x");
    for (String token :
        List.of(
            with("exp", "null"),
            with("aud", "[null]"),
            with("sub", "{}"),
            with("iss", "[null]"),
            with("nbf", "1e300"))) {
      assertRefused(route.method().name(), path, token);
    }
  }

  @ParameterizedTest
  @MethodSource("notTokens")
  void whatIsNoSetOfClaimsIsUnauthenticated(String payload) {
    assertRefused("POST", "/v1/token", edge.tokens.signedClaims(payload));
  }

  private Stream<String> notTokens() {
    String right = edge.tokens.rightClaims("alice").encode();
    return Stream.of(
        "",
        "null",
        "7",
        "[]",
        "\"text\"",
        "{",
        right + "}",
        right + right,
        "[" + right + "]",
        right.replace("}", ",\"sub\":\"bob\"}"),
        "[".repeat(3000),
        "{\"a\":".repeat(1200));
  }

  @Test
  void theSameTokenWithoutAnOddityIsLetIn() {
    String right = edge.tokens.signedClaims(edge.tokens.rightClaims("alice").encode());
    assertThat(send("POST", "/v1/token", right).status()).isEqualTo(200);
    for (String fine : List.of(with("nbf", "0"), with("iat", "1.5e9"), with("jti", "\"\""))) {
      assertThat(send("POST", "/v1/token", fine).status()).isEqualTo(200);
    }
  }

  private Answer send(String method, String path, String token) {
    return edge.send(method, path, Optional.empty(), "Authorization", "Bearer " + token);
  }

  private void assertRefused(String method, String path, String token) {
    Answer answer = send(method, path, token);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("unauthenticated");
  }
}
