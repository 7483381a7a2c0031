package dev.acsgateway.emulator;

import static dev.acsgateway.emulator.ExpectedError.expect;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong versions, paths, verbs and bodies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestErrorsTest {
  private final RunningEmulator running = new RunningEmulator();

  @AfterAll
  void stop() {
    running.close();
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
    assertThat(issue("{").status()).isEqualTo(400);
    assertThat(issue("[]").status()).isEqualTo(400);
    assertThat(issue(" ".repeat(70_000)).status()).isEqualTo(413);
    String path = "/identities/x/:issueAccessToken" + RunningEmulator.GA;
    String body = "{\"scopes\":[\"chat\"]}";
    Map<String, String> headers =
        running
            .client
            .signer()
            .headers("POST", path, running.client.host(), Signer.date(Instant.now()), body);
    headers.put("content-type", "text/plain");
    assertThat(running.client.send("POST", path, headers, body).status()).isEqualTo(415);
  }

  private Answer issue(String body) {
    return running.client.call(
        "POST", "/identities/x/:issueAccessToken" + RunningEmulator.GA, body);
  }
}
