package dev.acsgateway.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.OutboundProxy;
import dev.acsgateway.failure.IssuerUnavailable;
import dev.acsgateway.failure.Unauthenticated;
import dev.acsgateway.fake.MovableClock;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Keys that are discovered and rotated, over real HTTP. The kind of fault: what was found out about
 * a token, or fetched from its issuer, is used without an end: a withdrawn key stays accepted.
 */
final class JwksCacheTest {
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

  private String token(ECKey key, String user) {
    return token(key, user, Duration.ofHours(1));
  }

  private String token(ECKey key, String user, Duration life) {
    return tokens.sign(
        JWSAlgorithm.ES256,
        key,
        user,
        claims -> claims.issuer(issuer.url()).expirationTime(tokens.in(life)));
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
      issuer.key.set(TestTokens.newEcKey("key-" + i));
      verify(token(issuer.key.get(), "alice"));
    }
    assertThat(issuer.keyRequests).hasValue(4);
  }

  @Test
  void unknownKeysCannotBeUsedToHammerTheIssuer() throws Exception {
    verify(token(issuer.key.get(), "alice"));
    ECKey stranger = TestTokens.newEcKey("stranger");
    for (int i = 0; i < 100; i++) {
      String forged = token(stranger, "mallory" + i);
      assertThatExceptionOfType(Unauthenticated.class).isThrownBy(() -> verify(forged));
    }
    assertThat(issuer.keyRequests).hasValueLessThanOrEqualTo(5);

    clock.advance(Duration.ofSeconds(10));
    issuer.key.set(TestTokens.newEcKey("second"));
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
    issuer.key.set(TestTokens.newEcKey("second"));
    verify(token(issuer.key.get(), "bob"));
    assertThatExceptionOfType(Unauthenticated.class).isThrownBy(() -> verify(old));
  }

  @Test
  void metadataOfAnotherIssuerIsNotTrusted() {
    issuer.claimedIssuer = "https://evil.example.com";
    String token = token(issuer.key.get(), "alice");
    assertThatExceptionOfType(IssuerUnavailable.class).isThrownBy(() -> verify(token));
  }

  private void withdraw() {
    issuer.key.set(TestTokens.newEcKey("another"));
  }

  @Test
  void aWithdrawnKeyIsRefusedAfterFiveMinutesThoughNobodyAskedMeanwhile() throws Exception {
    String token = token(issuer.key.get(), "alice");
    verify(token);
    withdraw();
    clock.advance(JwksCache.DUE.minusSeconds(1));
    assertThat(verify(token).self()).as("remembered").isPresent();

    clock.advance(Duration.ofSeconds(1));
    assertThatExceptionOfType(Unauthenticated.class).isThrownBy(() -> verify(token));
    String unseen = token(issuer.key.get(), "bob");
    assertThat(verify(unseen).self()).isPresent();
  }

  @Test
  void aTokenVerifiedLateIsNotRememberedPastTheRefreshOfItsKeys() throws Exception {
    verify(token(issuer.key.get(), "early"));
    String token = token(issuer.key.get(), "alice");
    clock.advance(JwksCache.DUE.minusSeconds(1));
    verify(token);
    withdraw();
    clock.advance(Duration.ofSeconds(1));
    assertThatExceptionOfType(Unauthenticated.class).isThrownBy(() -> verify(token));
  }

  @Test
  void theTimerNoticesAWithdrawnKeyOnANodeThatNobodyAsks() throws Exception {
    JwksCache keys =
        new JwksCache(
            vertx,
            () ->
                new JwksFetcher(vertx, OutboundProxy.NONE)
                    .published(KeyUrl.parse(issuer.url() + "/keys").orElseThrow()),
            new KeyLog("test", clock),
            clock);
    Duration often = Duration.ofMillis(20);
    vertx
        .deployVerticle(new IssuerKeyRefresh(List.of(keys), List.of(), often, often))
        .await(10, TimeUnit.SECONDS);
    await().until(() -> issuer.keyRequests.get() > 1);
    long before = keys.version();

    issuer.down = true;
    withdraw();
    issuer.down = false;
    await().until(() -> keys.version() > before);
  }

  @Test
  void theTimerStopsWithItsVerticle() throws Exception {
    AtomicInteger fetches = new AtomicInteger();
    JwksCache keys =
        new JwksCache(
            vertx,
            () -> {
              fetches.incrementAndGet();
              return Future.failedFuture("down");
            },
            new KeyLog("test", clock),
            clock);
    Duration soon = Duration.ofMillis(1);
    String deployment =
        vertx
            .deployVerticle(new IssuerKeyRefresh(List.of(keys), List.of(), soon, soon))
            .await(10, TimeUnit.SECONDS);
    await().until(() -> fetches.get() > 3);
    vertx.undeploy(deployment).await(10, TimeUnit.SECONDS);
    int stopped = fetches.get();
    vertx.timer(50).await(10, TimeUnit.SECONDS);
    assertThat(fetches).hasValue(stopped);
  }

  @Test
  void keysAreNotUsedForLongerThanAnHourWithoutTheirIssuer() throws Exception {
    String remembered = token(issuer.key.get(), "alice", Duration.ofHours(5));
    String unseen = token(issuer.key.get(), "bob", Duration.ofHours(5));
    verify(remembered);
    issuer.down = true;
    clock.advance(JwksCache.TOO_OLD.minusSeconds(1));
    assertThat(verify(remembered).self()).isPresent();

    clock.advance(Duration.ofSeconds(1));
    assertThatExceptionOfType(IssuerUnavailable.class).isThrownBy(() -> verify(remembered));
    assertThatExceptionOfType(IssuerUnavailable.class).isThrownBy(() -> verify(unseen));

    issuer.down = false;
    clock.advance(Duration.ofSeconds(10));
    assertThat(verify(remembered).self()).isPresent();
  }

  @Test
  void followsARotationOfAKeyWithoutAName() throws Exception {
    for (int i = 0; i < 3; i++) {
      ECKey key = TestTokens.newEcKey(null);
      issuer.key.set(key);
      assertThat(verify(token(key, "alice")).self()).isPresent();
    }
    assertThat(issuer.keyRequests).hasValue(3);
  }

  @Test
  void aFetchThatThrowsAtOnceIsAFailedFetchAndTheNextOneIsMade() throws Exception {
    AtomicInteger fetches = new AtomicInteger();
    JwksCache keys =
        new JwksCache(
            vertx,
            () -> {
              fetches.incrementAndGet();
              throw new IllegalStateException("thrown for a test");
            },
            new KeyLog("test", clock),
            clock);
    for (int i = 0; i < 3; i++) {
      assertThatExceptionOfType(IssuerUnavailable.class)
          .isThrownBy(() -> keys.current().await(10, TimeUnit.SECONDS));
    }
    assertThat(fetches).hasValue(3);
  }
}
