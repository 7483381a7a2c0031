package dev.acsgateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.failure.IssuerUnavailable;
import dev.acsgateway.failure.Unauthenticated;
import dev.acsgateway.fake.MovableClock;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that are discovered and rotated, over real HTTP. */
final class RemoteKeysTest {
  private final Vertx vertx = Vertx.vertx();
  private final MovableClock clock = new MovableClock();
  private final TestTokens tokens = new TestTokens(clock);
  private FakeIssuer issuer;
  private Authenticator authenticator;

  @BeforeEach
  void start() throws Exception {
    issuer = new FakeIssuer(vertx);
    authenticator = Authenticator.create(vertx, config(), new ConfiguredApiKeys(List.of()), clock);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private AuthenticationConfig config() {
    JsonObject entry =
        JsonObject.of("issuer", issuer.url(), "audiences", JsonArray.of(TestTokens.AUDIENCE));
    return ConfigReader.read(
        JsonObject.of("issuers", JsonArray.of(entry)), Map.of(), AuthenticationConfig::from);
  }

  private String token(RSAKey key, String user) {
    return tokens.sign(JWSAlgorithm.RS256, key, user, claims -> claims.issuer(issuer.url()));
  }

  private Caller verify(String token) throws Exception {
    return authenticator.withAuthorization("Bearer " + token).await(10, TimeUnit.SECONDS);
  }

  @Test
  void discoversTheKeysOnFirstUse() throws Exception {
    assertThat(verify(token(issuer.key.get(), "alice")).self()).hasValue(new UserId("alice"));
    verify(token(issuer.key.get(), "bob"));
    assertThat(issuer.keyRequests).hasValue(1);
  }

  @Test
  void followsARotationWithoutRefusingOneToken() throws Exception {
    for (int i = 0; i < 4; i++) {
      issuer.key.set(TestTokens.newRsaKey("key-" + i));
      verify(token(issuer.key.get(), "alice"));
    }
    assertThat(issuer.keyRequests).hasValue(4);
  }

  @Test
  void unknownKeysCannotBeUsedToHammerTheIssuer() throws Exception {
    verify(token(issuer.key.get(), "alice"));
    RSAKey stranger = TestTokens.newRsaKey("stranger");
    for (int i = 0; i < 100; i++) {
      String forged = token(stranger, "mallory" + i);
      assertThatExceptionOfType(Unauthenticated.class).isThrownBy(() -> verify(forged));
    }
    assertThat(issuer.keyRequests).hasValueLessThanOrEqualTo(5);

    clock.advance(Duration.ofSeconds(10));
    issuer.key.set(TestTokens.newRsaKey("second"));
    verify(token(issuer.key.get(), "alice"));
  }

  @Test
  void knownKeysGoOnWorkingWhileTheIssuerIsDown() throws Exception {
    verify(token(issuer.key.get(), "alice"));
    issuer.down = true;
    clock.advance(Duration.ofMinutes(30));
    assertThat(verify(token(issuer.key.get(), "bob")).self()).hasValue(new UserId("bob"));
  }

  @Test
  void anIssuerThatIsDownIsAnOutageAndNoRefusal() throws Exception {
    issuer.down = true;
    String good = token(issuer.key.get(), "alice");
    for (int i = 0; i < 10; i++) {
      assertThatExceptionOfType(IssuerUnavailable.class).isThrownBy(() -> verify(good));
    }
    issuer.down = false;
    clock.advance(Duration.ofSeconds(10));
    assertThat(verify(good).self()).hasValue(new UserId("alice"));
  }

  @Test
  void aWithdrawnKeyTakesItsRememberedTokensWithIt() throws Exception {
    String old = token(issuer.key.get(), "alice");
    verify(old);
    issuer.key.set(TestTokens.newRsaKey("second"));
    verify(token(issuer.key.get(), "bob"));
    assertThatExceptionOfType(Unauthenticated.class).isThrownBy(() -> verify(old));
  }

  @Test
  void metadataOfAnotherIssuerIsNotTrusted() {
    issuer.claimedIssuer = "https://evil.example.com";
    String token = token(issuer.key.get(), "alice");
    assertThatExceptionOfType(IssuerUnavailable.class).isThrownBy(() -> verify(token));
  }
}
