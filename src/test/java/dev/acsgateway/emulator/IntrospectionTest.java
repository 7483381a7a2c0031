package dev.acsgateway.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.emulator.control.EmulatorClock;
import dev.acsgateway.emulator.control.TokenState;
import dev.acsgateway.emulator.state.KeySlot;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens end at the right instant of the emulator's clock. */
class IntrospectionTest {
  private static final Instant NOON = Instant.parse("2027-01-01T12:00:00.250Z");

  private final RunningEmulator running = new RunningEmulator();
  private final EmulatorClock clock = running.emulator.controls().clock();
  private String identity = "";

  @BeforeEach
  void freeze() {
    clock.freeze();
    clock.set(NOON);
    identity = running.identity();
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void endsATokenWhenItsLifetimeDoes() {
    Answer answer =
        running.client.call(
            "POST",
            "/identities/" + identity + "/:issueAccessToken" + RunningEmulator.GA,
            "{\"scopes\":[\"chat\"],\"expiresInMinutes\":60}");
    String token = answer.json().getString("token");
    assertThat(answer.json().getString("expiresOn")).isEqualTo("2027-01-01T13:00:00.2500000+00:00");
    clock.set(Instant.parse("2027-01-01T12:59:59.999Z"));
    assertThat(running.state(token)).isEqualTo(TokenState.ACTIVE);
    clock.set(Instant.parse("2027-01-01T13:00:00Z"));
    assertThat(running.state(token)).isEqualTo(TokenState.EXPIRED);
  }

  @Test
  void tellsTokensBeforeAndAfterARevocationApartWithinOneInstant() {
    String before = running.token(identity);
    running.revoke(identity);
    String between = running.token(identity);
    running.revoke(identity);
    String after = running.token(identity);
    assertThat(List.of(running.state(before), running.state(between), running.state(after)))
        .containsExactly(TokenState.REVOKED, TokenState.REVOKED, TokenState.ACTIVE);
  }

  @Test
  void revokesInThePreviewWhatIsOlderThanTheGivenInstant() {
    String target = "/identities/" + identity + RunningEmulator.PREVIEW;
    String old = running.token(identity);
    clock.advance(Duration.ofHours(2));
    String young = running.token(identity);
    Duration moved = Duration.between(Instant.now(), clock.instant());
    Instant anHourAgo = clock.instant().minus(moved).minus(Duration.ofHours(1));
    JsonObject body = new JsonObject().put("tokensValidFrom", anHourAgo.toString());
    assertThat(running.client.call("PATCH", target, body.encode()).status()).isEqualTo(204);
    assertThat(running.state(old)).isEqualTo(TokenState.REVOKED);
    assertThat(running.state(young)).isEqualTo(TokenState.ACTIVE);
  }

  @Test
  void delaysRevocationWhenToldTo() {
    running.emulator.controls().tokenPolicy().revocationDelay(Duration.ofMinutes(15));
    String before = running.token(identity);
    running.revoke(identity);
    String after = running.token(identity);
    clock.advance(Duration.ofMinutes(15).minusMillis(1));
    assertThat(running.state(before)).isEqualTo(TokenState.ACTIVE);
    clock.advance(Duration.ofMillis(1));
    assertThat(running.state(before)).isEqualTo(TokenState.REVOKED);
    assertThat(running.state(after)).isEqualTo(TokenState.ACTIVE);
  }

  @Test
  void endsTheTokensOfADeletedIdentityOnly() {
    String other = running.token(running.identity());
    String token = running.token(identity);
    running.delete(identity);
    assertThat(running.state(token)).isEqualTo(TokenState.DELETED);
    assertThat(running.state(other)).isEqualTo(TokenState.ACTIVE);
  }

  @Test
  void endsTheTokensOfARegeneratedKeyOnly() {
    String primary = running.token(identity);
    Signer secondary = new Signer(running.resource().key(KeySlot.SECONDARY).secret());
    String path = "/identities/" + identity + "/:issueAccessToken" + RunningEmulator.GA;
    String other =
        running
            .client
            .call(secondary, "POST", path, "{\"scopes\":[\"chat\"]}")
            .json()
            .getString("token");
    Signer old = running.client.signer();
    running.emulator.controls().regenerateKey(running.resource().id(), KeySlot.PRIMARY);
    assertThat(running.state(primary)).isEqualTo(TokenState.REVOKED);
    assertThat(running.state(other)).isEqualTo(TokenState.ACTIVE);
    assertThat(running.client.call(old, "POST", path, "{\"scopes\":[\"chat\"]}").status())
        .isEqualTo(401);
    assertThat(running.state(running.token(identity))).isEqualTo(TokenState.ACTIVE);
    assertThat(running.emulator.connectionString())
        .endsWith(running.resource().key(KeySlot.PRIMARY).secret());
  }

  @Test
  void knowsOnlyItsOwnTokens() {
    String token = running.token(identity);
    int middle = token.length() / 2;
    char other = token.charAt(middle) == 'x' ? 'y' : 'x';
    String forged = token.substring(0, middle) + other + token.substring(middle + 1);
    for (String text : List.of("", "a.b.c", "a.b.c.d.e", forged, token + "A", token + ".")) {
      assertThat(running.state(text)).as(text).isEqualTo(TokenState.UNKNOWN);
    }
  }

  @Test
  void makesTokensThatOnlyItCanReadWhenToldTo() {
    running.emulator.controls().tokenPolicy().encrypted(true);
    String token = running.token(identity);
    assertThat(token.split("\\.", -1)).hasSize(5);
    assertThat(running.state(token)).isEqualTo(TokenState.ACTIVE);
    assertThat(running.emulator.controls().introspect(token).claims().orElseThrow().identity())
        .isEqualTo(identity);
    running.revoke(identity);
    assertThat(running.state(token)).isEqualTo(TokenState.REVOKED);
    assertThat(running.state(token.substring(0, token.length() - 2) + "xx"))
        .isEqualTo(TokenState.UNKNOWN);
  }

  @Test
  void runsOnFromWhereItWasSet() {
    clock.run();
    assertThat(clock.instant()).isBetween(NOON, NOON.plusSeconds(60));
    clock.advance(Duration.ofDays(1));
    assertThat(clock.instant()).isAfter(NOON.plus(Duration.ofDays(1)));
    clock.reset();
    assertThat(Duration.between(clock.instant(), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(1));
  }
}
