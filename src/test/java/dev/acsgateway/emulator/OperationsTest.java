package dev.acsgateway.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.emulator.control.TokenState;
import dev.acsgateway.emulator.token.TokenClaims;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation's success, in each version that has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsTest {
  private static final String EXPIRES_ON =
      "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{7}\\+00:00";

  private final RunningEmulator running = new RunningEmulator();

  @AfterAll
  void stop() {
    running.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2021-03-07", "2022-06-01", "2022-10-01", "2023-10-01", "2025-06-30"})
  void runsTheLifeOfAnIdentity(String version) {
    String query = "?api-version=" + version;
    Answer created =
        running.client.call(
            "POST", "/identities" + query, "{\"createTokenWithScopes\":[\"voip\"]}");
    assertThat(created.status()).isEqualTo(201);
    String id = created.json().getJsonObject("identity").getString("id");
    JsonObject first = created.json().getJsonObject("accessToken");
    assertThat(first.fieldNames()).containsExactly("token", "expiresOn");
    assertThat(running.state(first.getString("token"))).isEqualTo(TokenState.ACTIVE);

    Answer issued =
        running.client.call(
            "POST", "/identities/" + id + "/:issueAccessToken" + query, "{\"scopes\":[\"chat\"]}");
    assertThat(issued.status()).isEqualTo(200);
    assertThat(issued.json().fieldNames()).containsExactly("token", "expiresOn");
    assertThat(issued.json().getString("expiresOn")).matches(EXPIRES_ON);

    Answer revoked =
        running.client.call("POST", "/identities/" + id + "/:revokeAccessTokens" + query, "");
    assertThat(revoked.status()).isEqualTo(204);
    assertThat(revoked.body().length()).isZero();
    assertThat(running.state(first.getString("token"))).isEqualTo(TokenState.REVOKED);
    assertThat(running.state(issued.json().getString("token"))).isEqualTo(TokenState.REVOKED);

    Answer deleted = running.client.call("DELETE", "/identities/" + id + query, "");
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.body().length()).isZero();
  }

  @Test
  void runsTheLifeOfAnIdentityInThePreview() {
    String query = RunningEmulator.PREVIEW;
    Answer created = running.client.call("POST", "/identities" + query, "");
    assertThat(created.status()).isEqualTo(200);
    assertThat(created.json().fieldNames()).containsExactly("id");
    String id = created.json().getString("id");

    Answer issued =
        running.client.call(
            "POST", "/identities/" + id + "/token" + query, "{\"scopes\":[\"chat\",\"pstn\"]}");
    assertThat(issued.status()).isEqualTo(200);
    assertThat(issued.json().fieldNames()).containsExactly("id", "token", "expiresOn");
    assertThat(issued.json().getString("id")).isEqualTo(id);

    Answer revoked = patch(id, "{\"tokensValidFrom\":\"" + Instant.now() + "\"}");
    assertThat(revoked.status()).isEqualTo(204);
    assertThat(running.state(issued.json().getString("token"))).isEqualTo(TokenState.REVOKED);
    assertThat(patch(id, "{}").code()).isEqualTo("ValidationError");
    assertThat(patch(id, "{\"tokensValidFrom\":\"soon\"}").code()).isEqualTo("ValidationError");

    assertThat(running.client.call("DELETE", "/identities/" + id + query, "").status())
        .isEqualTo(204);
  }

  private Answer patch(String id, String body) {
    String target = "/identities/" + id + RunningEmulator.PREVIEW;
    Map<String, String> headers =
        running
            .client
            .signer()
            .headers("PATCH", target, running.client.host(), Signer.date(Instant.now()), body);
    headers.put("content-type", "application/merge-patch+json");
    return running.client.send("PATCH", target, headers, body);
  }

  /** Java sends an empty object, JS an empty body with a content type, Python explicit nulls. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"createTokenWithScopes\":null,\"expiresInMinutes\":null}",
        "{\"createTokenWithScopes\":[]}"
      })
  void createsWithoutATokenForEveryWayToAskForNone(String body) {
    String target = "/identities" + RunningEmulator.GA;
    Map<String, String> headers =
        new LinkedHashMap<>(
            running
                .client
                .signer()
                .headers("POST", target, running.client.host(), Signer.date(Instant.now()), body));
    headers.put("content-type", "application/json; charset=utf-8");
    Answer answer = running.client.send("POST", target, headers, body);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().fieldNames()).containsExactly("identity");
  }

  @ParameterizedTest
  @CsvSource({
    "2021-03-07,1440",
    "2022-06-01,1440",
    "2022-10-01,60",
    "2023-10-01,60",
    "2025-06-30,60"
  })
  void takesALifetimeFrom202210AndIgnoresItBefore(String version, int minutes) {
    Answer answer =
        running.client.call(
            "POST",
            "/identities/" + running.identity() + "/:issueAccessToken?api-version=" + version,
            "{\"scopes\":[\"chat\"],\"expiresInMinutes\":60}");
    Instant expected = Instant.now().plus(Duration.ofMinutes(minutes));
    Instant expiresOn = OffsetDateTime.parse(answer.json().getString("expiresOn")).toInstant();
    assertThat(Duration.between(expiresOn, expected).abs()).isLessThan(Duration.ofSeconds(30));
    long exp = payload(answer.json().getString("token")).getLong("exp");
    assertThat(exp).isEqualTo(expiresOn.getEpochSecond());
  }

  private static JsonObject payload(String token) {
    String segment = List.of(token.split("\\.", -1)).get(1);
    return new JsonObject(new String(Base64.getDecoder().decode(segment), UTF_8));
  }

  @Test
  void makesTokensOfTheDocumentedShape() {
    String id = running.identity();
    String token = running.issue(id, "voip", "chat", "voip").json().getString("token");
    String[] segments = token.split("\\.", -1);
    JsonObject header =
        new JsonObject(new String(Base64.getUrlDecoder().decode(segments[0]), UTF_8));
    assertThat(header.fieldNames()).containsExactly("alg", "kid", "x5t", "typ");
    assertThat(header.getString("alg")).isEqualTo("RS256");
    assertThat(header.getString("x5t")).hasSize(27);
    JsonObject payload = payload(token);
    assertThat(payload.fieldNames())
        .containsExactly(
            "skypeid", "scp", "csi", "exp", "acsScope", "resourceId", "resourceLocation", "iat");
    assertThat(payload.getString("skypeid")).isEqualTo(id.substring(2));
    assertThat(payload.getString("csi")).isEqualTo(payload.getLong("iat").toString());
    assertThat(payload.getString("acsScope")).isEqualTo("voip,chat");
    assertThat(payload.getString("resourceId")).isEqualTo(running.resource().id().toString());
    assertThat(segments[1]).doesNotContain("-", "_");
  }

  @Test
  void exchangesATeamsTokenForOneThatDoesNotOutliveIt() {
    UUID app = UUID.randomUUID();
    UUID user = UUID.randomUUID();
    String teams = running.emulator.controls().teamsUsers().make(app, user, Duration.ofMinutes(40));
    JsonObject body =
        new JsonObject()
            .put("token", teams)
            .put("appId", app.toString())
            .put("userId", user.toString());
    Answer answer =
        running.client.call(
            "POST", "/teamsUser/:exchangeAccessToken" + RunningEmulator.GA, body.encode());
    assertThat(answer.status()).isEqualTo(200);
    String token = answer.json().getString("token");
    TokenClaims claims = running.emulator.controls().introspect(token).claims().orElseThrow();
    assertThat(running.state(token)).isEqualTo(TokenState.ACTIVE);
    assertThat(claims.identity()).isEqualTo("8:orgid:" + user);
    assertThat(claims.expiresAt() - claims.issuedAt()).isBetween(2399L, 2401L);
  }
}
