package dev.acsgateway.acs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.AcsRejected;
import dev.acsgateway.failure.AcsSuspended;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsTimeout;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.failure.IdentityNotOwned;
import dev.acsgateway.fake.FakeIdentityClient;
import dev.acsgateway.fake.MovableClock;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.quota.Operation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(VertxExtension.class)
class ResilientIdentityClientTest {
  private static final Identity IDENTITY = new Identity("8:acs:resource_1");
  private static final TokenScopes CHAT = TokenScopes.of("chat");
  private static final Duration OPEN = Duration.ofSeconds(2);
  private static final BreakerConfig BREAKER = new BreakerConfig(0.5, 4, 4, OPEN, 1);
  private static final RetryConfig RETRY =
      new RetryConfig(2, Duration.ofMillis(4), Duration.ofMillis(500));

  private final MovableClock clock = new MovableClock();
  private final FakeIdentityClient acs = new FakeIdentityClient(clock);
  private final Breakers breakers = new Breakers(BREAKER, clock);
  private ResilientIdentityClient client;

  @BeforeEach
  void open(Vertx vertx) {
    client = client(vertx, breakers);
  }

  private ResilientIdentityClient client(Vertx vertx, Breakers breakers) {
    return new ResilientIdentityClient(acs, vertx, breakers, RETRY, clock, new Random(1));
  }

  /** With breakers that let every test make its few calls. */
  private ResilientIdentityClient patient(Vertx vertx) {
    return client(vertx, new Breakers(new BreakerConfig(1, 100, 100, OPEN, 1), clock));
  }

  private static AcsUnavailable outage() {
    return new AcsUnavailable("HTTP status 503", ErrorAnswer.UNAVAILABLE_DEFAULT);
  }

  static Stream<AcsFailure> outages() {
    return Stream.of(outage(), new AcsTimeout());
  }

  static Stream<AcsFailure> answers() {
    return Stream.of(
        new AcsThrottled(Duration.ofSeconds(1)),
        new AcsRejected("scopes", "no"),
        new AcsDenied("no"),
        new IdentityNotOwned());
  }

  @ParameterizedTest
  @MethodSource("outages")
  void issuingRevokingAndDeletingAreRepeatedTwice(AcsFailure outage, Vertx vertx) {
    ResilientIdentityClient patient = patient(vertx);
    acs.failWith(outage);

    assertThat(Await.failure(patient.issue(IDENTITY, CHAT, TokenLifetime.DEFAULT)))
        .isSameAs(outage);
    assertThat(Await.failure(patient.revoke(IDENTITY))).isSameAs(outage);
    assertThat(Await.failure(patient.delete(IDENTITY))).isSameAs(outage);
    for (String call : new String[] {"issue ", "revoke ", "delete "}) {
      assertThat(Collections.frequency(acs.calls(), call + IDENTITY.id())).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @MethodSource("outages")
  void nothingIsCreatedOrExchangedTwice(AcsFailure outage, Vertx vertx) {
    ResilientIdentityClient patient = patient(vertx);
    acs.failWith(outage);

    Await.failure(patient.create());
    Await.failure(patient.createWithToken(CHAT, TokenLifetime.DEFAULT));
    Await.failure(patient.exchange(new TeamsUser("entra", "app", "user")));
    assertThat(acs.calls()).containsExactly("create", "createWithToken", "exchange");
  }

  @ParameterizedTest
  @MethodSource("answers")
  void whatARepeatCannotHelpIsNotRepeatedAndOpensNoBreaker(AcsFailure answer) {
    acs.failWith(answer);

    for (int i = 1; i <= 2 * BREAKER.calls(); i++) {
      assertThat(Await.failure(client.revoke(IDENTITY))).isSameAs(answer);
      assertThat(acs.calls()).hasSize(i);
    }
    assertThat(breakers.state(Operation.REVOKE)).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void aShortOutageIsNotFelt(Vertx vertx) {
    acs.failWith(outage());
    Future<Void> call = patient(vertx).revoke(IDENTITY);
    acs.recover();

    Await.result(call);
    assertThat(acs.calls()).hasSizeBetween(2, 3);
  }

  @Test
  void noRepeatComesAfterThePatienceEnds(Vertx vertx) {
    acs.failWith(new AcsUnavailable("HTTP status 503", RETRY.patience().plusMillis(1)));

    Await.failure(patient(vertx).revoke(IDENTITY));
    assertThat(acs.calls()).hasSize(1);
  }

  @Test
  void aRepeatThatIsTurnedDownDoesNotHideThatAcsMayHaveActed(Vertx vertx) {
    AcsUnavailable first = outage();
    acs.failWith(first);
    Future<Void> call = patient(vertx).revoke(IDENTITY);
    acs.failWith(new AcsThrottled(Duration.ofSeconds(1)));

    assertThat(Await.failure(call)).isSameAs(first);
  }

  @Test
  void aRepeatThatFindsTheIdentityGoneSaysSo(Vertx vertx) {
    acs.failWith(outage());
    Future<Void> call = patient(vertx).delete(IDENTITY);
    acs.failWith(new IdentityNotOwned());

    assertThat(Await.failure(call)).isInstanceOf(IdentityNotOwned.class);
  }

  @ParameterizedTest
  @MethodSource("outages")
  void outagesOpenTheBreakerOfTheirOperationAlone(AcsFailure outage) {
    failUntilOpen(outage);

    clock.advance(Duration.ofMillis(500));
    assertThat(Await.failure(client.create()))
        .isInstanceOfSatisfying(
            AcsSuspended.class,
            refusal -> assertThat(refusal.retryAfter()).isEqualTo(OPEN.minusMillis(500)));
    assertThat(acs.calls()).hasSize(BREAKER.calls());
    assertThat(breakers.state(Operation.ISSUE)).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void aTrialThatSucceedsClosesTheBreaker() {
    failUntilOpen(outage());

    acs.recover();
    clock.advance(OPEN.plusMillis(1));
    Await.result(client.create());
    assertThat(breakers.state(Operation.CREATE)).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void aTrialThatFailsKeepsItOpen() {
    failUntilOpen(outage());

    clock.advance(OPEN.plusMillis(1));
    Await.failure(client.create());
    assertThat(breakers.state(Operation.CREATE)).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void aTrialThatIsThrottledLeavesRoomForAnother() {
    failUntilOpen(outage());

    clock.advance(OPEN.plusMillis(1));
    acs.failWith(new AcsThrottled(Duration.ofSeconds(1)));
    Await.failure(client.create());
    assertThat(breakers.state(Operation.CREATE)).isEqualTo(BreakerState.HALF_OPEN);
    acs.recover();
    Await.result(client.create());
    assertThat(breakers.state(Operation.CREATE)).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void aTrialThatHangsIsFollowedByAnotherAsSoonAsABreakerWouldBeOpen() {
    failUntilOpen(outage());
    clock.advance(OPEN.plusMillis(1));
    Promise<Void> silence = acs.hang();
    Future<Identity> hanging = client.create();
    assertThat(Await.failure(client.create())).isInstanceOf(AcsSuspended.class);

    clock.advance(OPEN);
    acs.answer();
    acs.recover();
    Await.result(client.create());
    assertThat(breakers.state(Operation.CREATE)).isEqualTo(BreakerState.CLOSED);

    acs.failWith(new AcsTimeout());
    silence.complete();
    assertThat(Await.failure(hanging)).isInstanceOf(AcsTimeout.class);
    assertThat(breakers.state(Operation.CREATE)).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void callsFromBeforeItOpenedDoNotFailItsTrials() {
    Promise<Void> silence = acs.hang();
    Future<Identity> hanging = client.create();
    acs.answer();
    failUntilOpen(outage());
    clock.advance(OPEN.plusMillis(1));
    acs.failWith(new AcsThrottled(Duration.ofSeconds(1)));
    Await.failure(client.create());
    assertThat(breakers.state(Operation.CREATE)).isEqualTo(BreakerState.HALF_OPEN);

    acs.failWith(new AcsTimeout());
    silence.complete();

    assertThat(Await.failure(hanging)).isInstanceOf(AcsTimeout.class);
    assertThat(breakers.state(Operation.CREATE)).isEqualTo(BreakerState.HALF_OPEN);
  }

  @Test
  void anAcsThatNobodyAsksIsNotTakenForDownForEver() {
    failUntilOpen(outage());

    clock.advance(OPEN.multipliedBy(2).minusMillis(1));
    assertThat(breakers.noneFailedLately()).isFalse();

    clock.advance(Duration.ofMillis(1));
    assertThat(breakers.noneFailedLately()).isTrue();
    assertThat(breakers.state(Operation.CREATE)).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void anAcsWhoseTrialsFailIsDownForAsLongAsItIsTried() {
    failUntilOpen(outage());

    for (int trial = 0; trial < 5; trial++) {
      clock.advance(OPEN.plusMillis(1));
      Await.failure(client.create());
      assertThat(breakers.noneFailedLately()).isFalse();
    }
  }

  private void failUntilOpen(AcsFailure outage) {
    acs.failWith(outage);
    for (int i = 0; i < BREAKER.calls(); i++) {
      assertThat(Await.failure(client.create())).isSameAs(outage);
    }
    assertThat(breakers.state(Operation.CREATE)).isEqualTo(BreakerState.OPEN);
    assertThat(breakers.noneFailedLately()).isFalse();
  }
}
