package dev.acsgateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.InvalidConfiguration;
import dev.acsgateway.config.OutboundProxy;
import dev.acsgateway.config.Problem;
import dev.acsgateway.identity.TokenScope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AuthenticationConfigTest {
  private static final String HASH = "ab".repeat(32);
  private static final TestTokens TOKENS = new TestTokens(Instant::now);

  private static AuthenticationConfig read(JsonObject tree) {
    return ConfigReader.read(tree, Map.of(), AuthenticationConfig::from);
  }

  private static List<Problem> problemsOf(JsonObject tree) {
    return catchThrowableOfType(InvalidConfiguration.class, () -> read(tree)).problems();
  }

  @Test
  void letsNobodyInByDefault() {
    assertThat(read(new JsonObject()))
        .isEqualTo(
            new AuthenticationConfig(
                List.of(),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                List.of(),
                OutboundProxy.NONE,
                50_000));
  }

  @Test
  void readsAKeyWithAllItsLimits() {
    JsonObject key =
        JsonObject.of(
            "id", "tenantA",
            "hash", HASH,
            "permissions", JsonArray.of("tokens:issue", "users:read"),
            "scopes", JsonArray.of("chat"),
            "users", "tenant-a:*",
            "rate-limit", "600/m",
            "expires-at", "2027-01-31T00:00:00Z",
            "description", "the backend of tenant A");
    AuthenticationConfig config = read(JsonObject.of("api-keys", JsonArray.of(key)));
    assertThat(config.apiKeys())
        .containsExactly(
            new ApiKey(
                "tenantA",
                Sha256.parse(HASH),
                new Grant(
                    Set.of(Permission.TOKENS_ISSUE, Permission.USERS_READ),
                    Set.of(TokenScope.CHAT),
                    new UserPattern("tenant-a:*"),
                    Optional.of(new RateLimit(600, Duration.ofMinutes(1)))),
                Optional.of(Instant.parse("2027-01-31T00:00:00Z")),
                "the backend of tenant A"));
  }

  @Test
  void readsAnIssuerWithItsDefaults() {
    JsonObject issuer =
        JsonObject.of("issuer", "https://a", "audiences", JsonArray.of("b"), "jwks", TOKENS.jwks());
    IssuerConfig config = read(JsonObject.of("issuers", JsonArray.of(issuer))).issuers().getFirst();
    assertThat(config.userClaim()).isEqualTo("sub");
    assertThat(config.leeway()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.algorithms())
        .extracting(JWSAlgorithm::getName)
        .containsExactlyInAnyOrder(
            "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
            "EdDSA", "Ed25519");
  }

  @Test
  void namesEverythingThatIsWrongWithAKeyAndNeverShowsTheHash() {
    JsonObject key =
        JsonObject.of(
            "id", "a_b",
            "hash", "nonsense",
            "permissions", JsonArray.of("tokens:steal"),
            "users", "*a",
            "rate-limit", "fast");
    List<Problem> problems = problemsOf(JsonObject.of("api-keys", JsonArray.of(key)));
    assertThat(problems)
        .extracting(Problem::path)
        .containsExactlyInAnyOrder(
            "api-keys[0].id",
            "api-keys[0].hash",
            "api-keys[0].permissions",
            "api-keys[0].users",
            "api-keys[0].rate-limit");
    assertThat(problems.toString()).doesNotContain("nonsense");
  }

  @Test
  void refusesSymmetricSignatures() {
    for (String algorithm : List.of("HS256", "none")) {
      JsonObject issuer =
          JsonObject.of(
              "issuer", "https://a",
              "audiences", JsonArray.of("b"),
              "jwks", TOKENS.jwks(),
              "algorithms", JsonArray.of(algorithm));
      assertThat(problemsOf(JsonObject.of("issuers", JsonArray.of(issuer))))
          .extracting(Problem::path)
          .containsExactly("issuers[0].algorithms");
    }
  }

  @Test
  void refusesTwoKeysWithOneId() {
    JsonObject key =
        JsonObject.of("id", "a", "hash", HASH, "permissions", JsonArray.of("users:read"));
    assertThat(problemsOf(JsonObject.of("api-keys", JsonArray.of(key, key.copy()))))
        .extracting(Problem::path)
        .containsExactly("api-keys");
  }

  @Test
  void refusesAnIssuerWithoutAudience() {
    JsonObject issuer = JsonObject.of("issuer", "https://a", "jwks", TOKENS.jwks());
    assertThat(problemsOf(JsonObject.of("issuers", JsonArray.of(issuer))))
        .extracting(Problem::path)
        .containsExactly("issuers[0].audiences");
  }

  private static JsonObject issuers(String... prefixes) {
    JsonArray issuers = new JsonArray();
    for (int i = 0; i < prefixes.length; i++) {
      JsonObject issuer =
          JsonObject.of(
              "issuer", "https://" + i, "audiences", JsonArray.of("b"), "jwks", TOKENS.jwks());
      issuers.add(prefixes[i].isEmpty() ? issuer : issuer.put("user-prefix", prefixes[i]));
    }
    return JsonObject.of("issuers", issuers);
  }

  @Test
  void oneIssuerNeedsNoPrefixAndMayHaveOne() {
    assertThat(read(issuers("")).issuers().getFirst().userPrefix()).isEmpty();
    assertThat(read(issuers("a:")).issuers().getFirst().userPrefix()).isEqualTo("a:");
  }

  @Test
  void severalIssuersNeedPrefixesThatKeepTheirUsersApart() {
    assertThat(read(issuers("a:", "b:", "ab:")).issuers()).hasSize(3);
    assertThat(problemsOf(issuers("", "")))
        .extracting(Problem::path)
        .containsExactly("issuers[0].user-prefix", "issuers[1].user-prefix");
    assertThat(problemsOf(issuers("a:", "")))
        .extracting(Problem::path)
        .containsExactly("issuers[1].user-prefix");
    assertThat(problemsOf(issuers("a:", "a:")))
        .extracting(Problem::path)
        .containsExactly("issuers[0].user-prefix", "issuers[1].user-prefix");
    assertThat(problemsOf(issuers("a", "b", "ab")))
        .extracting(Problem::path)
        .containsExactly("issuers[2].user-prefix");
  }

  @Test
  void severalIssuersMayShareTheirUsersIfThatIsSaid() {
    assertThat(read(issuers("", "").put("shared-users", true)).issuers()).hasSize(2);
    assertThat(read(issuers("a:", "").put("shared-users", true)).issuers()).hasSize(2);
    assertThat(problemsOf(issuers("", "").put("shared-users", false))).hasSize(2);
  }

  @Test
  void aPrefixIsTheBeginningOfAUserId() {
    for (String prefix : List.of("x".repeat(129), "a\u0000", "a\ud800")) {
      assertThat(problemsOf(issuers(prefix)))
          .extracting(Problem::path)
          .containsExactly("issuers[0].user-prefix");
    }
    assertThat(read(issuers("x".repeat(128))).issuers()).hasSize(1);
    JsonObject empty = issuers("");
    empty.getJsonArray("issuers").getJsonObject(0).put("user-prefix", "");
    assertThat(problemsOf(empty))
        .extracting(Problem::path)
        .containsExactly("issuers[0].user-prefix");
  }
}
