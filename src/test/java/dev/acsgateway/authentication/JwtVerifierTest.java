package dev.acsgateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.failure.Unauthenticated;
import dev.acsgateway.fake.MovableClock;
import dev.acsgateway.identity.TokenScope;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JwtVerifierTest {
  private static final MovableClock CLOCK = new MovableClock();
  private static final TestTokens TOKENS = new TestTokens(CLOCK);

  private final MovableClock clock = new MovableClock();
  private final AtomicInteger signatureChecks = new AtomicInteger();
  private final JwtVerifier verifier = verifier(new JsonObject());

  private JwtVerifier verifier(JsonObject settings) {
    IssuerConfig config =
        ConfigReader.read(
            settings
                .put("issuer", TestTokens.ISSUER)
                .put("audiences", JsonArray.of(TestTokens.AUDIENCE, "another"))
                .put("jwks", TOKENS.jwks()),
            Map.of(),
            IssuerConfig::from);
    JwksSource.Fixed keys = (JwksSource.Fixed) config.keys();
    KeySource fixed = KeySource.fixed(keys.keys());
    KeySource counting =
        new KeySource() {
          @Override
          public Future<Moment> current() {
            signatureChecks.incrementAndGet();
            return fixed.current();
          }

          @Override
          public Future<Moment> newerThan(Moment seen) {
            return fixed.newerThan(seen);
          }

          @Override
          public long version() {
            return fixed.version();
          }
        };
    return new JwtVerifier(
        Map.of(TestTokens.ISSUER, new TrustedIssuer(config, counting, clock)),
        new VerifiedTokens(100, clock));
  }

  private void accepts(JwtVerifier by, String token) {
    Future<Caller> caller = by.verify(token);
    assertThat(caller.cause()).isNull();
    assertThat(caller.result().self()).hasValue(new UserId("alice"));
    assertThat(caller.result().grant().permissions()).containsExactly(Permission.TOKENS_ISSUE_SELF);
  }

  private void refuses(JwtVerifier by, String token) {
    assertThat(by.verify(token).cause()).isInstanceOf(Unauthenticated.class);
  }

  static Stream<Arguments> signatures() {
    return Stream.of(
        Arguments.of(JWSAlgorithm.RS256, TOKENS.rsa),
        Arguments.of(JWSAlgorithm.RS384, TOKENS.rsa),
        Arguments.of(JWSAlgorithm.RS512, TOKENS.rsa),
        Arguments.of(JWSAlgorithm.PS256, TOKENS.rsa),
        Arguments.of(JWSAlgorithm.PS384, TOKENS.rsa),
        Arguments.of(JWSAlgorithm.PS512, TOKENS.rsa),
        Arguments.of(JWSAlgorithm.ES256, TOKENS.ec),
        Arguments.of(JWSAlgorithm.EdDSA, TOKENS.ed),
        Arguments.of(JWSAlgorithm.Ed25519, TOKENS.ed));
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void acceptsEveryAsymmetricSignature(JWSAlgorithm algorithm, JWK key) {
    accepts(verifier, TOKENS.sign(algorithm, key, "alice", claims -> claims));
  }

  @ParameterizedTest
  @MethodSource("signatures")
  void refusesAnAlgorithmThatIsNotConfigured(JWSAlgorithm algorithm, JWK key) {
    JwtVerifier strict = verifier(JsonObject.of("algorithms", new JsonArray().add("ES384")));
    refuses(strict, TOKENS.sign(algorithm, key, "alice", claims -> claims));
  }

  static Stream<String> badTokens() {
    return Stream.of(
        "",
        "a",
        "a.b.c",
        "....",
        "e30.e30.",
        TOKENS.expired("alice"),
        TOKENS.wrongAudience("alice"),
        TOKENS.wrongIssuer("alice"),
        TOKENS.unsigned("alice"),
        TOKENS.signedWithThePublicKey("alice"),
        TOKENS.tampered("alice"),
        TOKENS.right("alice") + "x",
        TOKENS.right("alice").replace('.', ' '),
        TOKENS.ofType("logout+jwt"),
        TOKENS.ofType("application/logout+jwt"),
        TOKENS.ofType("application/application/jwt"),
        TOKENS.ofType("text/jwt"),
        TOKENS.signed("alice", claims -> claims.expirationTime(null)),
        TOKENS.signed("alice", claims -> claims.issuer(null)),
        TOKENS.signed("alice", claims -> claims.audience((String) null)),
        TOKENS.signed("alice", claims -> claims.subject(null)),
        TOKENS.signed("alice", claims -> claims.subject("")),
        TOKENS.signed("alice", claims -> claims.subject("x".repeat(257))),
        TOKENS.signed("alice", claims -> claims.claim("sub", List.of("alice"))),
        TOKENS.signed("alice", claims -> claims.notBeforeTime(TOKENS.in(Duration.ofMinutes(5)))),
        TOKENS.sign(JWSAlgorithm.RS256, TestTokens.newRsaKey("other"), "alice", claims -> claims),
        TOKENS.sign(JWSAlgorithm.RS256, TestTokens.newRsaKey("rsa"), "alice", claims -> claims));
  }

  @ParameterizedTest
  @MethodSource("badTokens")
  void refusesWhatIsNotRight(String token) {
    refuses(verifier, token);
    refuses(verifier, token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JWT",
        "at+jwt",
        "application/at+jwt",
        "application/jwt",
        "Application/JWT",
        "AT+JWT"
      })
  void acceptsTheTypesOfAccessTokens(String type) {
    accepts(verifier, TOKENS.ofType(type));
  }

  @Test
  void acceptsAClockThatIsOffByTheLeeway() {
    accepts(
        verifier,
        TOKENS.signed(
            "alice", claims -> claims.expirationTime(TOKENS.in(Duration.ofSeconds(-29)))));
    accepts(
        verifier,
        TOKENS.signed("alice", claims -> claims.notBeforeTime(TOKENS.in(Duration.ofSeconds(29)))));
    refuses(
        verifier,
        TOKENS.signed(
            "alice", claims -> claims.expirationTime(TOKENS.in(Duration.ofSeconds(-31)))));
  }

  @Test
  void takesTheUserFromTheClaimThatIsConfigured() {
    JwtVerifier byObjectId = verifier(JsonObject.of("user-claim", "oid"));
    accepts(byObjectId, TOKENS.signed("somebody-else", claims -> claims.claim("oid", "alice")));
    refuses(byObjectId, TOKENS.right("alice"));
  }

  private static Stream<Arguments> scopeClaims() {
    return Stream.of(
        Arguments.of(List.of("customer"), Set.of(TokenScope.CHAT)),
        Arguments.of(List.of("agent"), Set.of(TokenScope.CHAT, TokenScope.VOIP)),
        Arguments.of(List.of("customer", "agent"), Set.of(TokenScope.CHAT, TokenScope.VOIP)),
        Arguments.of("openid agent", Set.of(TokenScope.CHAT, TokenScope.VOIP)),
        Arguments.of("chat", Set.of()),
        Arguments.of(List.of(7, "Agent"), Set.of()),
        Arguments.of(Map.of("agent", true), Set.of()));
  }

  @ParameterizedTest
  @MethodSource("scopeClaims")
  void takesTheScopesFromTheClaimThatIsConfigured(Object claim, Set<TokenScope> scopes) {
    JwtVerifier byRole =
        verifier(
            JsonObject.of(
                "scope-claim",
                "roles",
                "scope-values",
                JsonArray.of(
                    JsonObject.of("value", "customer", "scopes", JsonArray.of("chat")),
                    JsonObject.of("value", "agent", "scopes", JsonArray.of("chat", "voip")))));
    assertThat(scopesOf(byRole, claims -> claims.claim("roles", claim))).isEqualTo(scopes);
  }

  @Test
  void aTokenWithoutTheScopeClaimIsGoodForNoScope() {
    JwtVerifier byScope = verifier(JsonObject.of("scope-claim", "acs"));
    assertThat(scopesOf(byScope, claims -> claims)).isEmpty();
    assertThat(scopesOf(byScope, claims -> claims.claim("acs", "voip.join chat")))
        .containsExactlyInAnyOrder(TokenScope.VOIP_JOIN, TokenScope.CHAT);
  }

  @Test
  void withoutAScopeClaimATokenIsGoodForEveryScope() {
    assertThat(scopesOf(verifier, claims -> claims)).containsExactlyInAnyOrder(TokenScope.values());
  }

  private static Set<TokenScope> scopesOf(
      JwtVerifier by, UnaryOperator<JWTClaimsSet.Builder> claims) {
    return by.verify(TOKENS.signed("alice", claims)).result().grant().scopes();
  }

  @Test
  void checksTheSignatureOfARepeatedTokenOnce() {
    String token = TOKENS.right("alice");
    accepts(verifier, token);
    accepts(verifier, token);
    assertThat(signatureChecks).hasValue(1);
  }

  @Test
  void forgetsATokenWhenItExpires() {
    String token = TOKENS.right("alice");
    accepts(verifier, token);
    clock.advance(Duration.ofHours(1).plusSeconds(31));
    refuses(verifier, token);
  }
}
