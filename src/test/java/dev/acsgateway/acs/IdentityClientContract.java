package dev.acsgateway.acs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.config.Secret;
import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.AcsRejected;
import dev.acsgateway.failure.IdentityNotOwned;
import dev.acsgateway.failure.UnsupportedBySdk;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.AcsResourceId;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds for {@link SdkIdentityClient}, whichever SDK the build carries and whatever stands
 * behind it.
 */
abstract class IdentityClientContract extends ConnectedToAcs {
  private static final TokenScopes CHAT = TokenScopes.of("chat");
  private static final Identity FOREIGN =
      new Identity(
          "8:acs:00000000-0000-4000-8000-000000000000_00000000-0000-4000-8000-000000000000");

  private static void assertLifeOf(AccessToken token, TokenLifetime lifetime) {
    assertThat(Duration.between(Instant.now(), token.expiresOn()))
        .isCloseTo(Duration.ofMinutes(lifetime.minutes()), Duration.ofMinutes(5));
  }

  @Test
  void everyIdentityIsNew() {
    Identity first = anIdentity();
    Identity second = anIdentity();
    assertThat(first).isNotEqualTo(second);
    assertThat(AcsResourceId.of(first)).isPresent().isEqualTo(AcsResourceId.of(second));
  }

  @Test
  void anIdentityComesWithItsFirstToken() {
    IdentityWithToken answer =
        Await.result(
            client().createWithToken(TokenScopes.of("chat", "voip"), TokenLifetime.DEFAULT));
    deleteLater(answer.identity());
    assertLifeOf(answer.token(), TokenLifetime.DEFAULT);
    assertThat(Await.result(client().issue(answer.identity(), CHAT, TokenLifetime.DEFAULT)))
        .isNotEqualTo(answer.token());
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "voip", "chat,voip"})
  void tokensForTheFirstScopesLiveADay(String scopes) {
    AccessToken token =
        Await.result(client().issue(anIdentity(), scopes(scopes), TokenLifetime.DEFAULT));
    assertLifeOf(token, TokenLifetime.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat.join", "chat.join.limited", "voip.join", "chat.join,voip.join"})
  void tokensForTheJoinScopesNeedTheGeneralApi(String scopes) {
    Future<AccessToken> issued =
        client().issue(anIdentity(), scopes(scopes), TokenLifetime.DEFAULT);
    if (preview()) {
      assertThat(Await.failure(issued)).isInstanceOf(UnsupportedBySdk.class);
    } else {
      assertLifeOf(Await.result(issued), TokenLifetime.DEFAULT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 61, 1439})
  void otherLifetimesNeedTheGeneralApi(int minutes) {
    TokenLifetime lifetime = new TokenLifetime(minutes);
    Future<AccessToken> issued = client().issue(anIdentity(), CHAT, lifetime);
    Future<IdentityWithToken> created = client().createWithToken(CHAT, lifetime);
    if (preview()) {
      assertThat(Await.failure(issued)).isInstanceOf(UnsupportedBySdk.class);
      assertThat(Await.failure(created)).isInstanceOf(UnsupportedBySdk.class);
    } else {
      assertLifeOf(Await.result(issued), lifetime);
      deleteLater(Await.result(created).identity());
      assertLifeOf(Await.result(created).token(), lifetime);
    }
  }

  @Test
  void revocationLeavesTheIdentityAlive() {
    Identity identity = anIdentity();
    Await.result(client().issue(identity, CHAT, TokenLifetime.DEFAULT));
    Await.result(client().revoke(identity));
    Await.result(client().revoke(identity));
    Await.result(client().issue(identity, CHAT, TokenLifetime.DEFAULT));
  }

  @Test
  void aDeletedIdentityIsNotOwnedAnyMore() {
    Identity identity = anIdentity();
    Await.result(client().delete(identity));
    assertNotOwned(identity);
  }

  @Test
  void aForeignIdentityIsNotOwned() {
    assertNotOwned(FOREIGN);
  }

  private void assertNotOwned(Identity identity) {
    assertThat(Await.failure(client().issue(identity, CHAT, TokenLifetime.DEFAULT)))
        .isInstanceOf(IdentityNotOwned.class);
    assertThat(Await.failure(client().revoke(identity))).isInstanceOf(IdentityNotOwned.class);
    assertThat(Await.failure(client().delete(identity))).isInstanceOf(IdentityNotOwned.class);
  }

  @Test
  void aWrongKeyIsDeniedAndNotShown() {
    AcsConfig right = config();
    AccessKey wrong = new AccessKey(new Secret("bm90LXRoZS1rZXktb2YtdGhpcy1yZXNvdXJjZQ=="));
    AcsConfig config =
        new AcsConfig(
            new AcsAccount(right.account().endpoint(), wrong),
            right.timeout(),
            right.maxConnections(),
            right.trustCertificate());
    Throwable failure = Await.failure(SdkIdentityClient.create(vertx(), config).create());
    assertThat(failure).isInstanceOf(AcsDenied.class);
    assertThat(failure + ((AcsDenied) failure).reason() + config)
        .doesNotContain(wrong.value().value());
  }

  @Test
  void aTeamsUsersBadTokenIsRejectedWhereTheExchangeExists() {
    TeamsUser user =
        new TeamsUser("not-a-token", "11111111-2222-4333-8444-555555555555", "someone");
    Throwable failure = Await.failure(client().exchange(user));
    if (preview()) {
      assertThat(failure).isInstanceOf(UnsupportedBySdk.class);
    } else {
      assertThat(failure)
          .isInstanceOfSatisfying(
              AcsRejected.class, rejected -> assertThat(rejected.target()).isEqualTo("token"));
    }
  }

  @Test
  void futuresCompleteOnTheContextOfTheCall() {
    Identity identity = anIdentity();
    assertSameContext(() -> client().issue(identity, CHAT, TokenLifetime.DEFAULT));
    assertSameContext(() -> client().revoke(identity));
    assertSameContext(() -> client().issue(FOREIGN, CHAT, TokenLifetime.DEFAULT));
  }

  private void assertSameContext(Supplier<Future<?>> call) {
    Context context = vertx().getOrCreateContext();
    Promise<Context> completedOn = Promise.promise();
    context.runOnContext(
        start -> call.get().onComplete(done -> completedOn.complete(Vertx.currentContext())));
    assertThat(Await.result(completedOn.future())).isSameAs(context);
  }

  @Test
  void failuresCarryNoStackTraceAndNoCause() {
    Throwable failure = Await.failure(client().delete(FOREIGN));
    assertThat(failure).isInstanceOf(AcsFailure.class).hasNoCause();
    assertThat(failure.getStackTrace()).isEmpty();
  }

  private static TokenScopes scopes(String commaSeparated) {
    return TokenScopes.of(commaSeparated.split(",", -1));
  }
}
