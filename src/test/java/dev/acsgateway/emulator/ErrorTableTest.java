package dev.acsgateway.emulator;

import static dev.acsgateway.emulator.ExpectedError.expect;
import static org.assertj.core.api.Assertions.assertThat;

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
}
