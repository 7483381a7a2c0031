package dev.acsgateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acsgateway.failure.AcsRejected;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.fake.EntraTokens;
import dev.acsgateway.fake.FakeActiveAccessKey;
import dev.acsgateway.fake.FakeIdentityClient;
import dev.acsgateway.fake.FakeTeamsTokenCache;
import dev.acsgateway.fake.MovableClock;
import dev.acsgateway.identity.TeamsUser;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TeamsTokenServiceTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINIMUM = Duration.ofMinutes(15);

  private static final String ENDPOINT = "contoso.communication.azure.com";

  private final Vertx vertx = Vertx.vertx();
  private final MovableClock clock = new MovableClock();
  private final FakeIdentityClient acs = new FakeIdentityClient(clock);
  private final FakeTeamsTokenCache cache = new FakeTeamsTokenCache();
  private final FakeActiveAccessKey keys = new FakeActiveAccessKey(call -> {});
  private final TeamsTokenService node = node(ENDPOINT);
  private final TeamsTokenService other = node(ENDPOINT);

  /** ACS's own tokens live for a day. */
  private TeamsTokenService node(String endpoint) {
    TokenConfig config =
        new TokenConfig(
            MINIMUM,
            0.8,
            Duration.ofSeconds(10),
            new NearCacheConfig(true, 1, Duration.ofMinutes(5)));
    return new TeamsTokenService(vertx, cache, acs, endpoint, config, keys, clock);
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("No answer within ten seconds", e);
    }
  }

  private TeamsUser userFor(Duration entraLife) {
    return userWith(EntraTokens.expiringAt(clock.instant().plus(entraLife)));
  }

  private static TeamsUser userWith(String entraToken) {
    return new TeamsUser(entraToken, "app", "user");
  }

  private TokenSource source(TeamsUser user) {
    return await(node.token(user)).source();
  }

  @Test
  void servesARepeatFromThisNodeAndFromTheSharedCacheElsewhere() {
    TeamsUser user = userFor(HOUR);
    TeamsAnswer first = await(node.token(user));
    assertThat(first.source()).isEqualTo(TokenSource.ACS);
    assertThat(source(user)).isEqualTo(TokenSource.NEAR);
    TeamsAnswer elsewhere = await(other.token(user));
    assertThat(elsewhere.source()).isEqualTo(TokenSource.SHARED);
    assertThat(elsewhere.entry()).isEqualTo(first.entry());
    assertThat(elsewhere.refreshOn()).isEqualTo(first.refreshOn());
    assertThat(await(other.token(user)).source()).isEqualTo(TokenSource.NEAR);
    assertThat(acs.calls()).containsExactly("exchange");
  }

  @Test
  void anotherTokenAppOrUserIsAnotherExchange() {
    String token = EntraTokens.expiringAt(clock.instant().plus(HOUR));
    await(node.token(new TeamsUser(token, "app", "user")));
    await(node.token(new TeamsUser(token, "app", "user2")));
    await(node.token(new TeamsUser(token, "app2", "user")));
    await(node.token(new TeamsUser(token, "appu", "ser")));
    await(node.token(userFor(HOUR.plusSeconds(1))));
    assertThat(acs.calls()).hasSize(5);
  }

  @Test
  void whatAnotherResourceGaveIsNotFound() {
    TeamsUser user = userFor(HOUR);
    await(node.token(user));
    TeamsTokenService elsewhere = node("fabrikam.communication.azure.com");
    assertThat(await(elsewhere.token(user)).source()).isEqualTo(TokenSource.ACS);
  }

  @Test
  void thoseWhoAskAtOnceShareOneExchange() {
    TeamsUser user = userFor(HOUR);
    Promise<Void> opened = acs.hang();
    Future<TeamsAnswer> first = node.token(user);
    Future<TeamsAnswer> second = node.token(user);
    assertThat(acs.calls()).containsExactly("exchange");
    opened.complete();
    assertThat(await(first).entry()).isEqualTo(await(second).entry());
  }

  @Test
  void isNeverServedForLongerThanTheEntraTokenLives() {
    TeamsUser user = userFor(HOUR);
    assertThat(await(node.token(user)).refreshOn()).isEqualTo(clock.instant().plus(HOUR));
    assertThat(cache.lives()).containsEntry(TeamsKey.of(ENDPOINT, user), HOUR);
    clock.advance(HOUR.minusMillis(1));
    assertThat(source(user)).isEqualTo(TokenSource.NEAR);
    clock.advance(Duration.ofMillis(1));
    assertThat(source(user)).isEqualTo(TokenSource.ACS);
    assertThat(await(other.token(user)).source()).isEqualTo(TokenSource.ACS);
  }

  @Test
  void isNeverServedAgainWithLessThanTheMinimumValidity() {
    TeamsUser user = userFor(Duration.ofDays(3));
    Duration servable = Duration.ofDays(1).minus(MINIMUM);
    assertThat(await(node.token(user)).refreshOn()).isEqualTo(clock.instant().plus(servable));
    assertThat(cache.lives()).containsEntry(TeamsKey.of(ENDPOINT, user), servable);
    clock.advance(servable.minusMillis(1));
    assertThat(await(other.token(user)).source()).isEqualTo(TokenSource.SHARED);
    clock.advance(Duration.ofMillis(1));
    assertThat(source(user)).isEqualTo(TokenSource.ACS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"exp\":\"tomorrow\"}",
        "{\"exp\":null}",
        "{\"exp\":9e99}",
        "{\"exp\":-1}",
        "{\"exp\":0}",
        "[]",
        "no JSON",
        ""
      })
  void aTokenWhoseEndCannotBeReadIsExchangedEveryTime(String claims) {
    assertIsNotRemembered(EntraTokens.withClaims(claims));
  }

  @ParameterizedTest
  @ValueSource(strings = {"opaque", "a.b", "a.e30.c.d.e", "a.%%%.c", "..", "a.e30.c"})
  void soIsOneThatIsNoJwtAtAll(String token) {
    assertIsNotRemembered(token);
  }

  private void assertIsNotRemembered(String entraToken) {
    TeamsAnswer answer = await(node.token(userWith(entraToken)));
    Instant now = clock.instant();
    assertThat(answer.refreshOn()).isBetween(now.plusSeconds(1), now.plus(Duration.ofDays(1)));
    assertThat(source(userWith(entraToken))).isEqualTo(TokenSource.ACS);
    assertThat(cache.lives()).isEmpty();
    assertThat(acs.calls()).hasSize(2);
  }

  @Test
  void withoutTheStoreItAsksAcsDirectlyAndStillRemembersHere() {
    cache.setDown(true);
    TeamsUser user = userFor(HOUR);
    assertThat(source(user)).isEqualTo(TokenSource.ACS);
    assertThat(source(user)).isEqualTo(TokenSource.NEAR);
    assertThat(await(other.token(user)).source()).isEqualTo(TokenSource.ACS);
  }

  @Test
  void aTokenOfARetiredAccessKeyIsAMissOnEveryNode() {
    TeamsUser user = userFor(HOUR);
    assertThat(await(node.token(user)).entry().accessKey()).isEqualTo("key-1");
    await(keys.use("key-2", clock.instant()));
    assertThat(await(other.token(user)).source()).isEqualTo(TokenSource.ACS);
    TeamsAnswer again = await(node.token(user));
    assertThat(again.source()).isEqualTo(TokenSource.SHARED);
    assertThat(again.entry().accessKey()).isEqualTo("key-2");
  }

  @Test
  void aKeyThatComesWhileAnExchangeIsUnderWayIsNotItsOwn() {
    Promise<Void> opened = acs.hang();
    Future<TeamsAnswer> running = node.token(userFor(HOUR));
    await(keys.use("key-2", clock.instant()));
    opened.complete();
    assertThat(await(running).entry().accessKey()).isEqualTo("key-1");
  }

  @Test
  void whoAsksAfterTheKeyWasSwitchedJoinsNoExchangeFromBefore() {
    TeamsUser user = userFor(HOUR);
    Promise<Void> opened = acs.hang();
    Future<TeamsAnswer> before = node.token(user);
    await(keys.use("key-2", clock.instant()));
    Future<TeamsAnswer> after = node.token(user);
    opened.complete();
    assertThat(await(before).entry().accessKey()).isEqualTo("key-1");
    assertThat(await(after).entry().accessKey()).isEqualTo("key-2");
  }

  @Test
  void nothingIsServedOrMadeWhileAnotherKeyMayBeInUse() {
    TeamsUser user = userFor(HOUR);
    await(node.token(user));
    keys.setUnread(true);
    assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> await(node.token(user)));
    keys.setUnread(false);
    assertThat(source(user)).isEqualTo(TokenSource.NEAR);
    assertThat(acs.calls()).hasSize(1);
  }

  @Test
  void aRefusalIsNotRemembered() {
    TeamsUser user = userFor(HOUR);
    acs.failWith(new AcsRejected("token", "no"));
    assertThat(node.token(user).cause()).isInstanceOf(AcsRejected.class);
    acs.recover();
    assertThat(source(user)).isEqualTo(TokenSource.ACS);
  }
}
