package dev.acsgateway.acs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.AcsRejected;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.failure.IdentityNotOwned;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever ACS or the network does comes out as one of the closed set of failures. */
@ExtendWith(VertxExtension.class)
class FailureMappingTest {
  private static final Identity IDENTITY = new Identity("8:acs:resource_user");

  private CannedAcs acs;
  private SdkIdentityClient client;

  @BeforeEach
  void start(Vertx vertx, @TempDir Path directory) {
    acs = new CannedAcs(vertx, directory);
    client = SdkIdentityClient.create(vertx, acs.config());
  }

  private Throwable issueFails() {
    return Await.failure(client.issue(IDENTITY, TokenScopes.of("chat"), TokenLifetime.DEFAULT));
  }

  private static String error(String code, String message, String target) {
    return "{\"error\":{\"code\":\"%s\",\"message\":\"%s\",\"target\":\"%s\"}}"
        .formatted(code, message, target);
  }

  @Test
  void tellsAForeignIdentityFromARefusedKey() {
    acs.answers(401, error("IdentityNotOwned", "Provided identity doesn't belong.", ""));
    assertThat(issueFails()).isInstanceOf(IdentityNotOwned.class);

    acs.answers(401, error("Denied", "Denied by the resource provider.", ""));
    assertThat(issueFails())
        .isInstanceOfSatisfying(
            AcsDenied.class,
            denied ->
                assertThat(denied.reason())
                    .isEqualTo("HTTP status 401 Denied Denied by the resource provider."));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void anEmptyRefusalIsStillARefusal(int status) {
    acs.answers(status, "");
    assertThat(issueFails()).isInstanceOf(AcsDenied.class);
  }

  @Test
  void aRejectionNamesTheFieldAndSaysWhatAcsSays() {
    acs.answers(400, error("ValidationError", "Invalid scopes.", "scopes"));
    assertThat(issueFails())
        .isInstanceOfSatisfying(
            AcsRejected.class,
            rejected -> {
              assertThat(rejected.target()).isEqualTo("scopes");
              assertThat(rejected.detail()).endsWith("Invalid scopes.");
            });
  }

  @Test
  void aMissingIdentityIsNotOwnedButAMissingPathIsARejection() {
    acs.answers(404, error("NotFound", "The identity was not found.", ""));
    assertThat(issueFails()).isInstanceOf(IdentityNotOwned.class);
    assertThat(Await.failure(client.revoke(IDENTITY))).isInstanceOf(IdentityNotOwned.class);
    assertThat(Await.failure(client.delete(IDENTITY))).isInstanceOf(IdentityNotOwned.class);
    assertThat(Await.failure(client.create())).isInstanceOf(AcsRejected.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Retry-After, 7, 7000",
    "retry-after-ms, 1500, 1500",
    "x-ms-retry-after-ms, 2500, 2500",
    "Retry-After, 999999999, 3600000",
    "Retry-After, 0, 100",
    "Retry-After, soon, 10000",
    "X-Nothing, 1, 10000"
  })
  void throttlingSaysWhenToComeBack(String header, String value, long millis) {
    acs.answers(429, header, value);
    assertThat(issueFails())
        .isInstanceOfSatisfying(
            AcsThrottled.class,
            throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofMillis(millis)));
  }

  @Test
  void throttlingMayNameADate() {
    ZonedDateTime inAMinute = ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(1);
    acs.answers(429, "Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(inAMinute));
    assertThat(issueFails())
        .isInstanceOfSatisfying(
            AcsThrottled.class,
            throttled ->
                assertThat(throttled.retryAfter())
                    .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60)));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void troublesOfTheServerAreUnavailability(int status) {
    acs.answers(status, "<html><body>Service Unavailable</body></html>");
    assertThat(issueFails())
        .isInstanceOfSatisfying(
            AcsUnavailable.class,
            unavailable -> {
              assertThat(unavailable.reason()).isEqualTo("HTTP status " + status);
              assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofSeconds(5));
            });
    assertThat(acs.requests).as("one call is one try").hasValue(1);
  }

  @Test
  void unavailabilityMayNameATimeToo() {
    acs.answers(503, "Retry-After", "12");
    assertThat(issueFails())
        .isInstanceOfSatisfying(
            AcsUnavailable.class,
            unavailable -> assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofSeconds(12)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "null", "<html>", "{\"token\":\"\"}", "{\"token\":"})
  void aSuccessThatSaysNothingUsableIsUnavailability(String body) {
    acs.answers(200, body);
    assertThat(issueFails()).isInstanceOf(AcsUnavailable.class);
    acs.answers(createdStatus(), body);
    assertThat(Await.failure(client.create())).isInstanceOf(AcsUnavailable.class);
  }

  private static int createdStatus() {
    return SdkIdentityClient.apiVersion().endsWith("preview2") ? 200 : 201;
  }
}
