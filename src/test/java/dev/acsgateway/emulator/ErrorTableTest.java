package dev.acsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the error table, in each version that has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorTableTest {
  private static final String FOREIGN =
      "8:acs:11111111-2222-3333-4444-555555555555_11111111-2222-3333-4444-555555555555";
  private static final String APP = "aaaaaaaa-0000-4000-8000-000000000001";
  private static final String USER = "bbbbbbbb-0000-4000-8000-000000000002";

  private final RunningEmulator running = new RunningEmulator();
  private String identity = "";

  @BeforeAll
  void start() {
    identity = running.identity();
  }

  @AfterAll
  void stop() {
    running.close();
  }

  private static void expect(Answer answer, int status, String code, String text, String target) {
    assertThat(answer.body().toString()).as("body").contains("\"error\"");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.message()).isEqualTo(text);
    assertThat(answer.target()).isEqualTo(target);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
  }

  private Answer issue(String version, String id, String body) {
    return running.client.call(
        "POST", "/identities/" + id + "/:issueAccessToken?api-version=" + version, body);
  }

  private Answer issuePreview(String id, String body) {
    return running.client.call(
        "POST", "/identities/" + id + "/token" + RunningEmulator.PREVIEW, body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2021-03-07", "2022-06-01", "2022-10-01", "2023-10-01", "2025-06-30"})
  void refusesMissingAndEmptyScopes(String version) {
    String required = "Scopes: The Scopes field is required.";
    expect(issue(version, identity, "{}"), 400, "ValidationError", required, "Scopes");
    expect(issue(version, identity, ""), 400, "ValidationError", required, "Scopes");
    expect(
        issue(version, identity, "{\"scopes\":null}"), 400, "ValidationError", required, "Scopes");
    expect(
        issue(version, identity, "{\"scopes\":[]}"),
        400,
        "ValidationError",
        "Invalid scopes - Scopes field is required.",
        "scopes");
  }

  @Test
  void refusesMissingAndEmptyScopesInThePreview() {
    expect(
        issuePreview(identity, "{}"),
        400,
        "ValidationError",
        "Scopes: The Scopes field is required.",
        "Scopes");
    expect(
        issuePreview(identity, "{\"scopes\":[]}"),
        400,
        "ValidationError",
        "Invalid scopes - Scopes field is required.",
        "scopes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2021-03-07", "2022-06-01", "2022-10-01"})
  void knowsChatAndVoipOnlyUpTo202210(String version) {
    assertThat(issue(version, identity, "{\"scopes\":[\"chat\",\"voip\"]}").status())
        .isEqualTo(200);
    expect(
        issue(version, identity, "{\"scopes\":[\"chat.join\"]}"),
        400,
        "ValidationError",
        "Invalid scopes - Scope 'chat.join' is not valid.",
        "scopes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2023-10-01", "2025-06-30"})
  void knowsTheFinerScopesFrom202310(String version) {
    String all =
        "{\"scopes\":[\"chat.join\",\"chat.join.limited\",\"voip.join\",\"chat\",\"voip\"]}";
    assertThat(issue(version, identity, all).status()).isEqualTo(200);
    assertThat(issue(version, identity, "{\"scopes\":[\"pstn\"]}").status()).isEqualTo(400);
    assertThat(issue(version, identity, "{\"scopes\":\"chat\"}").status()).isEqualTo(400);
    assertThat(issue(version, identity, "{\"scopes\":[1]}").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "2022-10-01,59",
    "2022-10-01,1441",
    "2023-10-01,0",
    "2023-10-01,1441",
    "2025-06-30,-1"
  })
  void refusesLifetimesOutOfBounds(String version, int minutes) {
    String text =
        "ExpiresInMinutes value "
            + minutes
            + " is invalid. Value must be within the [60, 1440] interval.";
    expect(
        issue(version, identity, "{\"scopes\":[\"chat\"],\"expiresInMinutes\":" + minutes + "}"),
        400,
        "ValidationError",
        text,
        "ExpiresInMinutes");
    expect(
        running.client.call(
            "POST",
            "/identities?api-version=" + version,
            "{\"createTokenWithScopes\":[\"chat\"],\"expiresInMinutes\":" + minutes + "}"),
        400,
        "ValidationError",
        text,
        "ExpiresInMinutes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2021-03-07", "2022-06-01", "2022-10-01", "2023-10-01", "2025-06-30"})
  void refusesForeignAndMalformedIdentities(String version) {
    String text = "Provided identity doesn't belong to the resource.";
    String query = "?api-version=" + version;
    for (String id : new String[] {FOREIGN, "8:acs:nonsense", "x", identity + "0"}) {
      expect(issue(version, id, "{\"scopes\":[\"chat\"]}"), 401, "IdentityNotOwned", text, "");
      expect(
          running.client.call("POST", "/identities/" + id + "/:revokeAccessTokens" + query, ""),
          401,
          "IdentityNotOwned",
          text,
          "");
      expect(
          running.client.call("DELETE", "/identities/" + id + query, ""),
          401,
          "IdentityNotOwned",
          text,
          "");
    }
  }

  @Test
  void refusesForeignIdentitiesInThePreview() {
    String text = "Provided identity doesn't belong to the resource.";
    String path = "/identities/" + FOREIGN + RunningEmulator.PREVIEW;
    expect(issuePreview(FOREIGN, "{\"scopes\":[\"chat\"]}"), 401, "IdentityNotOwned", text, "");
    expect(
        running.client.call("PATCH", path, "{\"tokensValidFrom\":\"2026-01-01T00:00:00Z\"}"),
        401,
        "IdentityNotOwned",
        text,
        "");
    expect(running.client.call("DELETE", path, ""), 401, "IdentityNotOwned", text, "");
  }

  @Test
  void answers404ForAnIdentityThatIsGone() {
    String gone = running.identity();
    assertThat(running.delete(gone).status()).isEqualTo(204);
    assertThat(running.delete(gone).status()).isEqualTo(404);
    assertThat(running.revoke(gone).status()).isEqualTo(404);
    expect(running.issue(gone, "chat"), 404, "NotFound", "The identity was not found.", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2022-06-01", "2022-10-01", "2023-10-01", "2025-06-30"})
  void refusesWhatIsWrongWithATeamsExchange(String version) {
    String good = teamsToken(Duration.ofHours(1));
    String invalid = "Provided access token is not valid.";
    expect(exchange(version, null, null, null), 401, "InvalidAccessToken", invalid, "");
    expect(exchange(version, "invalid", "", ""), 401, "InvalidAccessToken", invalid, "");
    expect(exchange(version, "", APP, USER), 401, "InvalidAccessToken", invalid, "");
    expect(
        exchange(version, teamsToken(Duration.ofSeconds(-1)), APP, USER),
        401,
        "InvalidAccessToken",
        invalid,
        "");
    expect(
        exchange(version, good, "", USER),
        400,
        "ValidationError",
        "AppId: The AppId field is required.",
        "AppId");
    expect(
        exchange(version, good, APP, ""),
        400,
        "ValidationError",
        "UserId: The UserId field is required.",
        "UserId");
    expect(
        exchange(version, good, "invalid", USER),
        400,
        "ValidationError",
        "Provided AppId has invalid format.",
        "appId");
    expect(
        exchange(version, good, USER, USER),
        400,
        "ValidationError",
        "AAD application is not the expected one.",
        "appId");
    expect(
        exchange(version, good, APP, APP),
        400,
        "ValidationError",
        "Provided AAD token issued for unexpected user.",
        "userId");
    assertThat(exchange(version, good, APP, USER).status()).isEqualTo(200);
  }

  private String teamsToken(Duration lifetime) {
    return running
        .emulator
        .controls()
        .teamsUsers()
        .make(UUID.fromString(APP), UUID.fromString(USER), lifetime);
  }

  private Answer exchange(
      String version, @Nullable String token, @Nullable String appId, @Nullable String userId) {
    JsonObject body =
        new JsonObject().put("token", token).put("appId", appId).put("userId", userId);
    return running.client.call(
        "POST", "/teamsUser/:exchangeAccessToken?api-version=" + version, body.encode());
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/identities,2025-03-02-preview",
    "POST,/identities,2099-01-01",
    "POST,/teamsUser/:exchangeAccessToken,2021-03-07",
    "POST,/teamsUser/:exchangeAccessToken,2020-07-20-preview2",
    "POST,/identities/x/token,2023-10-01",
    "PATCH,/identities/x,2023-10-01",
    "POST,/identities/x/:issueAccessToken,2020-07-20-preview2",
    "POST,/identities/x/:revokeAccessTokens,2020-07-20-preview2"
  })
  void refusesVersionsThatLackThePath(String verb, String path, String version) {
    expect(
        running.client.call(verb, path + "?api-version=" + version, ""),
        400,
        "UnsupportedApiVersion",
        "The HTTP resource that matches the request URI 'https://"
            + running.client.host()
            + path
            + "' does not support the API version '"
            + version
            + "'.",
        "");
  }

  @Test
  void refusesAMissingVersionAnUnknownPathAndAWrongVerb() {
    assertThat(running.client.call("POST", "/identities", "").code())
        .isEqualTo("ApiVersionUnspecified");
    assertThat(running.client.call("POST", "/nowhere" + RunningEmulator.GA, "").status())
        .isEqualTo(404);
    Answer wrongVerb = running.client.call("GET", "/identities" + RunningEmulator.GA, "");
    assertThat(wrongVerb.status()).isEqualTo(405);
    assertThat(wrongVerb.header("allow")).isEqualTo("POST");
  }

  @Test
  void refusesBodiesThatAreNoJsonObjectOrTooLong() {
    assertThat(issue("2023-10-01", identity, "{").status()).isEqualTo(400);
    assertThat(issue("2023-10-01", identity, "[]").status()).isEqualTo(400);
    assertThat(issue("2023-10-01", identity, " ".repeat(70_000)).status()).isEqualTo(413);
    String path = "/identities/" + identity + "/:issueAccessToken" + RunningEmulator.GA;
    String body = "{\"scopes\":[\"chat\"]}";
    Map<String, String> headers =
        running
            .client
            .signer()
            .headers("POST", path, running.client.host(), Signer.date(Instant.now()), body);
    headers.put("content-type", "text/plain");
    assertThat(running.client.send("POST", path, headers, body).status()).isEqualTo(415);
  }
}
