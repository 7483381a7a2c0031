package dev.acsgateway.emulator;

import static dev.acsgateway.emulator.ExpectedError.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Teams exchange is refused for, in each version that has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamsExchangeErrorsTest {
  private static final String APP = "aaaaaaaa-0000-4000-8000-000000000001";
  private static final String USER = "bbbbbbbb-0000-4000-8000-000000000002";

  private final RunningEmulator running = new RunningEmulator();

  @AfterAll
  void stop() {
    running.close();
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
}
