package dev.acsgateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.failure.DeadlineExceeded;
import dev.acsgateway.failure.IdentityNotOwned;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.fake.FakeIdentityClient;
import dev.acsgateway.fake.FakeInvalidations;
import dev.acsgateway.fake.StoreContract;
import dev.acsgateway.identity.Fence;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityService;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for {@link TokenService} over every store. */
public abstract class TokenServiceContract extends StoreContract {
  private static final TokenConfig CONFIG =
      new TokenConfig(
          Duration.ofMinutes(15),
          0.8,
          Duration.ofSeconds(10),
          new NearCacheConfig(true, 1, Duration.ofSeconds(30)));

  private FakeIdentityClient acs;
  private FakeInvalidations news;
  private TokenService tokens;

  private final Vertx vertx = Vertx.vertx();

  @BeforeEach
  void startNode() {
    await(store.issuingKeys().settle());
    acs = new FakeIdentityClient(store.clock());
    news = new FakeInvalidations();
    tokens = node();
  }

  private TokenService node() {
    return new TokenService(
        vertx,
        store.tokenCache(),
        store.tokenFlights(),
        news,
        acs,
        acs,
        store.issuingKeys(),
        CONFIG,
        store.clock());
  }

  @AfterEach
  void stopNode() {
    await(vertx.close());
  }

  @Test
  void asksAcsOnceAndThenTheCache() {
    assertThat(source(CHAT)).isEqualTo(TokenSource.ACS);
    assertThat(source(CHAT)).isEqualTo(TokenSource.SHARED);
    assertThat(acs.calls()).containsExactly("createWithToken");
  }

  @Test
  void oneCallServesAllWhoAskMeanwhileOnEveryNode() {
    Promise<Void> acsAnswers = acs.hang();
    TokenService otherNode = node();
    List<Future<TokenAnswer>> asked =
        Stream.generate(() -> List.of(tokens, otherNode))
            .limit(500)
            .flatMap(List::stream)
            .map(node -> node.token(CHAT))
            .toList();
    eventually(() -> !acs.calls().isEmpty());
    acsAnswers.complete();

    await(Future.all(asked));

    assertThat(acs.calls()).containsExactly("createWithToken");
    assertThat(asked.stream().map(answer -> answer.result().body()).distinct()).hasSize(1);
  }

  @Test
  void whoIsErasedWhileATokenIsBeingIssuedGetsOneForANewIdentity() {
    Identity before = await(tokens.token(CHAT)).identity();
    Promise<Void> acsAnswers = acs.hang();
    Future<TokenAnswer> asked = tokens.token(key(ALICE, "voip"));
    eventually(() -> acs.calls().contains("issue " + before.id()));
    acs.answer();
    await(new IdentityService(store.identityLedger(), acs, store.clock()).erase(ALICE));

    acsAnswers.complete();

    assertThat(await(asked).identity()).isNotEqualTo(before);
  }

  @Test
  void anIdentityThatAcsDoesNotKnowIsAskedForOnceMoreAndNoLonger() {
    Identity identity = await(tokens.token(CHAT)).identity();
    await(acs.delete(identity));

    Future<TokenAnswer> asked = tokens.token(key(ALICE, "voip"));

    eventually(asked::isComplete);
    assertThat(asked.cause()).isInstanceOf(IdentityNotOwned.class);
    assertThat(acs.calls()).filteredOn(("issue " + identity.id())::equals).hasSize(2);
  }

  @Test
  void remembersAnAnswerWhileItHearsOfChanges() {
    news.setUpToDate(true);
    source(CHAT);
    source(CHAT);

    assertThat(source(CHAT)).isEqualTo(TokenSource.NEAR);
    news.setUpToDate(false);
    assertThat(source(CHAT)).isEqualTo(TokenSource.SHARED);
  }

  @Test
  void aChangeOfTheUserOutdatesWhatItRemembers() {
    news.setUpToDate(true);
    source(CHAT);
    source(CHAT);

    news.userChanged(ALICE.hash());

    assertThat(source(CHAT)).isEqualTo(TokenSource.SHARED);
    assertThat(source(CHAT)).isEqualTo(TokenSource.NEAR);
    news.gap();
    assertThat(source(CHAT)).isEqualTo(TokenSource.SHARED);
  }

  @Test
  void keepsTokensOfDifferentLifetimesApart() {
    TokenKey shortLived = new TokenKey(ALICE, TokenScopes.of("chat"), new TokenLifetime(60));

    TokenAnswer anHour = await(tokens.token(shortLived));
    TokenAnswer aDay = await(tokens.token(CHAT));

    assertThat(anHour.life()).isEqualTo(Duration.ofHours(1));
    assertThat(aDay.life()).isEqualTo(Duration.ofHours(24));
    assertThat(source(shortLived)).isEqualTo(TokenSource.SHARED);
  }

  @Test
  void refreshesInTheBackgroundBeforeATokenIsUsedUp() {
    TokenAnswer first = await(tokens.token(CHAT));
    store.clock().advance(Duration.ofHours(21));

    TokenAnswer served = await(tokens.token(CHAT));

    assertThat(served.source()).isEqualTo(TokenSource.SHARED);
    assertThat(served.body()).isEqualTo(first.body());
    eventually(() -> !await(tokens.token(CHAT)).body().equals(first.body()));
    assertThat(acs.calls()).hasSize(2);
  }

  @Test
  void acrossATokensWholeLifeNobodyWaitsForAcsButTheFirst() {
    TokenAnswer first = await(tokens.token(CHAT));
    assertThat(first.source()).isEqualTo(TokenSource.ACS);

    for (int minute = 5; minute < 30 * 60; minute += 5) {
      store.clock().advance(Duration.ofMinutes(5));
      TokenAnswer answer = await(tokens.token(CHAT));
      assertThat(answer.source()).isIn(TokenSource.NEAR, TokenSource.SHARED);
      assertThat(answer.remaining(store.clock().instant())).isPositive();
      if (!store.clock().instant().isBefore(answer.refreshOn())) {
        eventually(() -> await(tokens.token(CHAT)).refreshOn().isAfter(store.clock().instant()));
      }
    }
    assertThat(first.remaining(store.clock().instant())).isNegative();
    assertThat(acs.calls()).hasSize(2);
  }

  @Test
  void aFailingRefreshIsNotTriedAtEveryHit() {
    source(CHAT);
    store.clock().advance(Duration.ofHours(21));
    acs.failWith(new AcsUnavailable("down", Duration.ofSeconds(1)));

    for (int i = 0; i < 20; i++) {
      assertThat(source(CHAT)).isEqualTo(TokenSource.SHARED);
    }

    eventually(() -> acs.calls().size() == 2);
    source(CHAT);
    assertThat(acs.calls()).hasSize(2);
  }

  @Test
  void servesNoTokenUnderTheMinimumValidityWhileAcsIsUp() {
    source(CHAT);
    store.clock().advance(Duration.ofHours(24).minusMinutes(14));

    TokenAnswer answer = await(tokens.token(CHAT));

    assertThat(answer.source()).isEqualTo(TokenSource.ACS);
    assertThat(answer.remaining(store.clock().instant())).isGreaterThan(CONFIG.minimumValidity());
  }

  @Test
  void servesWhatIsLeftOfATokenOnlyWhileAcsIsDown() {
    source(CHAT);
    store.clock().advance(Duration.ofHours(24).minusMinutes(14));
    acs.failWith(new AcsUnavailable("down", Duration.ofSeconds(1)));

    assertThat(source(CHAT)).isEqualTo(TokenSource.STALE);
    store.clock().advance(Duration.ofMinutes(15));
    assertThatThrownBy(() -> source(CHAT)).isInstanceOf(AcsUnavailable.class);
    acs.recover();
    assertThat(source(CHAT)).isEqualTo(TokenSource.ACS);
  }

  @Test
  void aFailureIsNotRemembered() {
    acs.failWith(new AcsThrottled(Duration.ofSeconds(1)));
    assertThatThrownBy(() -> source(CHAT)).isInstanceOf(AcsThrottled.class);

    acs.recover();

    assertThat(source(CHAT)).isEqualTo(TokenSource.ACS);
  }

  @Test
  void givesUpWaitingForAnotherNodeAtItsDeadline() {
    Promise<Void> never = acs.hang();
    node().token(CHAT);
    eventually(() -> !acs.calls().isEmpty());

    Future<TokenAnswer> waiting = node().token(CHAT);
    eventually(
        () -> {
          store.clock().advance(CONFIG.maxWait());
          store.elapse(Duration.ofMillis(1));
          return waiting.isComplete();
        });

    assertThat(waiting.cause()).isInstanceOf(DeadlineExceeded.class);
    assertThat(acs.calls()).hasSize(1);
    never.complete();
  }

  @Test
  void aRequestAfterARevocationJoinsNoFlightFromBefore() {
    TokenAnswer revoked = await(tokens.token(CHAT));
    LateFlights late = new LateFlights(store.tokenFlights());
    TokenService node =
        new TokenService(
            vertx,
            key -> Future.succeededFuture(Optional.empty()),
            late,
            news,
            acs,
            acs,
            store.issuingKeys(),
            CONFIG,
            store.clock());

    Promise<Void> answered = late.answerLate();
    Future<TokenAnswer> before = node.token(CHAT);
    eventually(() -> late.isLate());
    Fence fence = await(store.identityLedger().beginRevocation(ALICE));
    await(store.identityLedger().endRevocation(fence));
    news.userChanged(ALICE.hash());
    TokenAnswer after = await(node.token(CHAT));
    answered.complete();

    assertThat(after.body()).isNotEqualTo(revoked.body());
    assertThat(await(before).body())
        .as("the test is about a flight that had found the older token")
        .isEqualTo(revoked.body());
  }

  @Test
  void whoWasServedIsKnownWhenRedisFailsUntilTheIdentityMayBeAnother() {
    AtomicBoolean down = new AtomicBoolean();
    TokenService node = nodeThatReadsUnless(down);
    Identity identity = await(node.token(CHAT)).identity();
    down.set(true);

    news.tokenChanged(ALICE.hash());
    TokenAnswer withoutRedis = await(node.token(key(ALICE, "voip")));
    assertThat(withoutRedis.source()).isEqualTo(TokenSource.ACS);
    assertThat(withoutRedis.identity()).isEqualTo(identity);

    news.userChanged(ALICE.hash());
    assertThatThrownBy(
            () ->
                await(
                    node.token(
                        new TokenKey(
                            ALICE, TokenScopes.of("chat", "voip"), TokenLifetime.DEFAULT))))
        .isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void aGapInTheNewsTakesNothingFromThoseWhomANodeRemembersWhileItCannotRead() {
    AtomicBoolean down = new AtomicBoolean();
    TokenService node = nodeThatReadsUnless(down);
    await(node.token(CHAT));
    await(node.token(CHAT));
    down.set(true);
    news.gap();
    news.setUpToDate(true);

    assertThat(await(node.token(CHAT)).source()).isEqualTo(TokenSource.NEAR);

    down.set(false);
    assertThat(await(node.token(CHAT)).source()).isEqualTo(TokenSource.SHARED);
  }

  @Test
  void whatANodeHasHeardOfAChangedUserIsNotServedWithoutRedis() {
    AtomicBoolean down = new AtomicBoolean();
    TokenService node = nodeThatReadsUnless(down);
    await(node.token(CHAT));
    await(node.token(CHAT));
    down.set(true);
    news.gap();
    news.userChanged(ALICE.hash());

    assertThatThrownBy(() -> await(node.token(CHAT))).isInstanceOf(StoreUnavailable.class);
  }

  private TokenService nodeThatReadsUnless(AtomicBoolean down) {
    TokenCache cache =
        key ->
            down.get()
                ? Future.failedFuture(new StoreUnavailable("it was switched off"))
                : store.tokenCache().find(key);
    return new TokenService(
        vertx,
        cache,
        store.tokenFlights(),
        news,
        acs,
        acs,
        store.issuingKeys(),
        CONFIG,
        store.clock());
  }

  @Test
  void usersAreServedApart() {
    assertThat(await(tokens.token(CHAT)).identity())
        .isNotEqualTo(await(tokens.token(key(BOB, "chat"))).identity());
  }

  private TokenSource source(TokenKey key) {
    return await(tokens.token(key)).source();
  }
}
