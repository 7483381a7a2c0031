package dev.acsgateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.authentication.Permission;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client can do wrong, and what it is told; none of it reaches ACS or the store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ErrorMatrixTest {
  private static final String TOKEN_OF_ALICE = "/v1/users/alice/token";

  private RunningEdge edge;

  @BeforeAll
  void start() {
    edge = new RunningEdge();
  }

  @AfterAll
  void stop() {
    edge.close();
  }

  @BeforeEach
  void forget() {
    edge.calls.forget();
  }

  private Wrong unauthenticated(String what) {
    return new Wrong(what, "POST", TOKEN_OF_ALICE, 401, "unauthenticated");
  }

  private Wrong withKey(String what, String method, String path, int status, String problem) {
    return new Wrong(what, method, path, status, problem).with("X-API-Key", edge.keys.everything);
  }

  private Wrong invalidBody(String what, String body, String field) {
    return withKey(what, "POST", TOKEN_OF_ALICE, 400, "invalid-request")
        .withBody(body)
        .naming(field);
  }

  private Wrong invalidBatch(String what, String body, String field) {
    return withKey(what, "POST", "/v1/tokens", 400, "invalid-request").withBody(body).naming(field);
  }

  private Wrong invalidExchange(String what, String body, String field) {
    return withKey(what, "POST", "/v1/teams/token", 400, "invalid-request")
        .withBody(body)
        .naming(field);
  }

  private Wrong invalidUser(String what, String segment) {
    return withKey(what, "POST", "/v1/users/" + segment + "/token", 400, "invalid-request")
        .naming("userId");
  }

  Stream<Wrong> credentials() {
    String mistyped = edge.keys.everything.substring(0, edge.keys.everything.length() - 1) + "!";
    String otherSecret = "acsgw_abc_" + "x".repeat(43) + "_000000";
    String bearer = "Bearer ";
    return Stream.of(
        unauthenticated("no credential"),
        unauthenticated("empty key").with("X-API-Key", ""),
        unauthenticated("garbage key").with("X-API-Key", "garbage"),
        unauthenticated("mistyped key").with("X-API-Key", mistyped),
        unauthenticated("wrong checksum").with("X-API-Key", otherSecret),
        unauthenticated("expired key").with("X-API-Key", edge.keys.expired),
        unauthenticated("basic authentication").with("Authorization", "Basic YTpi"),
        unauthenticated("empty bearer").with("Authorization", bearer),
        unauthenticated("garbage bearer").with("Authorization", bearer + "a.b.c"),
        unauthenticated("expired token")
            .with("Authorization", bearer + edge.tokens.expired("alice")),
        unauthenticated("wrong audience")
            .with("Authorization", bearer + edge.tokens.wrongAudience("alice")),
        unauthenticated("wrong issuer")
            .with("Authorization", bearer + edge.tokens.wrongIssuer("alice")),
        unauthenticated("unsigned token")
            .with("Authorization", bearer + edge.tokens.unsigned("alice")),
        unauthenticated("token signed with the public key")
            .with("Authorization", bearer + edge.tokens.signedWithThePublicKey("alice")),
        unauthenticated("tampered token")
            .with("Authorization", bearer + edge.tokens.tampered("alice")));
  }

  Stream<Wrong> permissions() {
    return Stream.of(
        new Wrong("key without the permission", "POST", TOKEN_OF_ALICE, 403, "permission-denied")
            .with("X-API-Key", edge.keys.with(Permission.USERS_READ)),
        new Wrong("token on a backend's route", "POST", TOKEN_OF_ALICE, 403, "permission-denied")
            .with("Authorization", "Bearer " + edge.tokens.right("alice")),
        new Wrong("key for oneself", "POST", "/v1/token", 403, "permission-denied")
            .with("X-API-Key", edge.keys.everything),
        new Wrong(
                "user outside the key's pattern", "POST", TOKEN_OF_ALICE, 403, "permission-denied")
            .with("X-API-Key", edge.keys.tenant),
        new Wrong("erasing outside the pattern", "DELETE", "/v1/users/b", 403, "permission-denied")
            .with("X-API-Key", edge.keys.tenant),
        new Wrong("scope the key does not cover", "POST", TOKEN_OF_ALICE, 403, "permission-denied")
            .with("X-API-Key", edge.keys.chat)
            .withBody("{\"scopes\":[\"voip\"]}"),
        new Wrong(
                "clean-up outside the pattern",
                "POST",
                "/admin/v1/cleanups",
                403,
                "permission-denied")
            .with("X-API-Key", edge.keys.tenant)
            .withBody("{\"userIds\":[\"tenant-a:1\",\"tenant-b:1\"],\"dryRun\":true}"));
  }

  Stream<Wrong> requests() {
    String bigBody = "{\"scopes\":[\"" + "x".repeat(65 * 1024) + "\"]}";
    return Stream.of(
        invalidUser("user id of 257 characters", "x".repeat(257)),
        invalidUser("control character", "a%00b"),
        invalidUser("line feed", "a%0Ab"),
        invalidUser("delete character", "a%7Fb"),
        invalidUser("not UTF-8", "a%FFb"),
        invalidUser("overlong UTF-8", "%C0%AF"),
        invalidUser("surrogate in UTF-8", "%ED%A0%80"),
        invalidBody("unknown scope", "{\"scopes\":[\"chat\",\"video\"]}", "scopes"),
        invalidBody("no scopes", "{\"scopes\":[]}", "scopes"),
        invalidBody("scopes that are no list", "{\"scopes\":\"chat\"}", "scopes"),
        invalidBody("scope that is no text", "{\"scopes\":[1]}", "scopes"),
        invalidBody("unknown field", "{\"scope\":[\"chat\"]}", "scope"),
        invalidBody("too short a life", "{\"expiresInMinutes\":59}", "expiresInMinutes"),
        invalidBody("too long a life", "{\"expiresInMinutes\":1441}", "expiresInMinutes"),
        invalidBody("half a minute", "{\"expiresInMinutes\":60.5}", "expiresInMinutes"),
        invalidBody("endless life", "{\"expiresInMinutes\":99999999999}", "expiresInMinutes"),
        invalidBody("broken JSON", "{\"scopes\":", "body"),
        invalidBody("two values", "{} {}", "body"),
        invalidBody("array", "[]", "body"),
        invalidBody("null", "null", "body"),
        invalidBody("deep nesting", "[".repeat(20_000), "body"),
        withKey("too long a body", "POST", TOKEN_OF_ALICE, 413, "body-too-large").withBody(bigBody),
        withKey("wrong content type", "POST", TOKEN_OF_ALICE, 415, "unsupported-media-type")
            .withBody("{}")
            .with("Content-Type", "text/plain"),
        withKey("a form", "POST", TOKEN_OF_ALICE, 415, "unsupported-media-type")
            .withBody("scopes=chat")
            .with("Content-Type", "application/x-www-form-urlencoded"),
        withKey("almost JSON", "POST", TOKEN_OF_ALICE, 415, "unsupported-media-type")
            .withBody("{}")
            .with("Content-Type", "application/jsonp"),
        invalidBody("field name that is not Unicode", "{\"\\ud800\":1}", "?"),
        invalidBatch("batch without a body", "{}", "requests"),
        invalidBatch("batch of nothing", "{\"requests\":[]}", "requests"),
        invalidBatch("batch that is no list", "{\"requests\":{}}", "requests"),
        invalidBatch("batch that is null", "{\"requests\":null}", "requests"),
        invalidBatch("batch of texts", "{\"requests\":[\"alice\"]}", "requests"),
        invalidBatch("batch with a null", "{\"requests\":[{\"userId\":\"a\"},null]}", "requests"),
        invalidBatch("bare list", "[{\"userId\":\"a\"}]", "body"),
        invalidBatch("batch of 101", "{\"requests\":[{}" + ",{}".repeat(100) + "]}", "requests"),
        invalidBatch("batch and more", "{\"requests\":[{}],\"all\":true}", "all"),
        invalidExchange("no Entra token", "{\"appId\":\"a\",\"userId\":\"u\"}", "teamsUserToken"),
        invalidExchange("no app", "{\"teamsUserToken\":\"t\",\"userId\":\"u\"}", "appId"),
        invalidExchange("no Teams user", "{\"teamsUserToken\":\"t\",\"appId\":\"a\"}", "userId"),
        invalidExchange(
            "blank Teams user",
            "{\"teamsUserToken\":\"t\",\"appId\":\"a\",\"userId\":\" \"}",
            "userId"),
        invalidExchange("Entra token that is no text", "{\"teamsUserToken\":1}", "teamsUserToken"),
        invalidExchange("scopes in an exchange", "{\"scopes\":[\"chat\"]}", "scopes"),
        withKey("limit too high", "GET", "/admin/v1/cleanups?limit=101", 400, "invalid-request")
            .naming("limit"),
        withKey("limit no number", "GET", "/admin/v1/cleanups?limit=x", 400, "invalid-request")
            .naming("limit"));
  }

  private Wrong invalidCleanup(String what, String body, String field) {
    return withKey(what, "POST", "/admin/v1/cleanups", 400, "invalid-request")
        .withBody(body)
        .naming(field);
  }

  private Wrong cleanupBy(String key, String what, String method, String rest) {
    return new Wrong(what, method, "/admin/v1/cleanups" + rest, 403, "permission-denied")
        .with("X-API-Key", key);
  }

  Stream<Wrong> cleanups() {
    String tenant = edge.keys.tenant;
    String upload = "/admin/v1/cleanups/uploads?dryRun=true";
    return Stream.of(
        invalidCleanup("clean-up of nobody", "{}", "olderThan"),
        invalidCleanup("clean-up of an empty list", "{\"userIds\":[]}", "olderThan"),
        invalidCleanup(
            "clean-up of two kinds", "{\"olderThan\":\"P30D\",\"orphans\":true}", "olderThan"),
        invalidCleanup(
            "idle for too short", "{\"olderThan\":\"PT24H59M\",\"dryRun\":true}", "olderThan"),
        invalidCleanup("idle for a word", "{\"olderThan\":\"30d\"}", "olderThan"),
        invalidCleanup("chats not acknowledged", "{\"orphans\":true}", "acknowledgeChatDeletion"),
        invalidCleanup("limit of none", "{\"orphans\":true,\"limit\":0}", "limit"),
        invalidCleanup("rate of none", "{\"orphans\":true,\"ratePerSecond\":0}", "ratePerSecond"),
        invalidCleanup("rate that is a word", "{\"ratePerSecond\":\"x\"}", "ratePerSecond"),
        invalidCleanup("dry run that is a word", "{\"dryRun\":\"yes\"}", "dryRun"),
        invalidCleanup(
            "an empty identity", "{\"communicationUserIds\":[\"\"]}", "communicationUserIds"),
        withKey("an upload of JSON", "POST", upload, 415, "unsupported-media-type").withBody("{}"),
        withKey(
                "an upload not acknowledged",
                "POST",
                "/admin/v1/cleanups/uploads",
                400,
                "invalid-request")
            .withBody("{}")
            .with("Content-Type", "application/x-ndjson")
            .naming("acknowledgeChatDeletion"),
        cleanupBy(tenant, "idle users of all tenants", "POST", "")
            .withBody("{\"olderThan\":\"P30D\",\"dryRun\":true}"),
        cleanupBy(tenant, "an identity of anybody", "POST", "")
            .withBody("{\"communicationUserIds\":[\"8:acs:a_b\"],\"dryRun\":true}"));
  }

  Stream<Wrong> routes() {
    return Stream.of(
        withKey("unknown route", "GET", "/v2/token", 404, "route-not-found"),
        withKey("root", "GET", "/", 404, "route-not-found"),
        withKey("batch by GET", "GET", "/v1/tokens", 405, "method-not-allowed"),
        withKey("no user", "POST", "/v1/users//token", 404, "route-not-found"),
        withKey("revocation for nobody", "DELETE", "/v1/users//tokens", 404, "route-not-found"),
        withKey("dots as a user", "GET", "/v1/users/%2E%2E", 404, "route-not-found"),
        withKey("unknown admin route", "GET", "/admin/v1/nothing", 404, "route-not-found"),
        withKey("wrong method", "GET", TOKEN_OF_ALICE, 405, "method-not-allowed"),
        withKey("wrong admin method", "DELETE", "/admin/v1/cleanups", 405, "method-not-allowed"));
  }

  private Answer send(Wrong wrong) {
    return edge.send(
        wrong.method(), wrong.path(), wrong.body(), wrong.headers().toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource({"credentials", "permissions", "requests", "cleanups", "routes"})
  void isAnsweredWithItsProblemAndReachesNobody(Wrong wrong) {
    Answer answer = send(wrong);

    assertThat(answer.status()).isEqualTo(wrong.status());
    assertThat(answer.mediaType()).isEqualTo("application/problem+json");
    assertThat(answer.problem()).isEqualTo(wrong.problem());
    assertThat(answer.json().getInteger("status")).isEqualTo(wrong.status());
    assertThat(answer.json().getString("title")).isNotBlank();
    assertThat(answer.json().getString("detail")).isNotBlank().doesNotContain("xception");
    assertThat(answer.header("X-Request-Id")).hasValue(answer.json().getString("requestId"));
    assertThat(answer.json().getString("field", "")).isEqualTo(wrong.field());
    assertThat(edge.calls.made()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void saysHowToAuthenticate(Wrong wrong) {
    String challenge = send(wrong).header("WWW-Authenticate").orElse("");
    assertThat(challenge).startsWith("Bearer realm=\"acs-token-gateway\"");
    assertThat(challenge.contains("invalid_token")).isNotEqualTo(wrong.headers().isEmpty());
  }
}
