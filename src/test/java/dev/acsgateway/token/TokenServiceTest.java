package dev.acsgateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acsgateway.cleanup.Candidate;
import dev.acsgateway.cleanup.CleanupLedger;
import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.AcsRejected;
import dev.acsgateway.failure.AcsSuspended;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsTimeout;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.fake.FakeIdentityClient;
import dev.acsgateway.fake.FakeInvalidations;
import dev.acsgateway.fake.MemoryStore;
import dev.acsgateway.fake.Mortality;
import dev.acsgateway.fake.StorePorts;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityLedger;
import dev.acsgateway.identity.IdentityService;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link TokenService} over the in-memory store, also killed between any two steps. */
final class TokenServiceTest extends TokenServiceContract {
  private static final Duration FLOOR = Duration.ofMinutes(15);
  private static final TokenConfig CONFIG =
      new TokenConfig(
          FLOOR, 0.8, Duration.ofSeconds(10), new NearCacheConfig(true, 1, Duration.ofSeconds(30)));

  private final Vertx vertx = Vertx.vertx();
  private FakeIdentityClient acs;

  @Override
  protected StorePorts open() {
    return new MemoryStore();
  }

  @BeforeEach
  void connect() {
    acs = new FakeIdentityClient(store.clock());
  }

  @AfterEach
  void disconnect() {
    await(vertx.close());
  }

  private TokenService node(Mortality life, IdentityClient client) {
    IdentityClient mortal = life.port(IdentityClient.class, client);
    return new TokenService(
        vertx,
        life.port(TokenCache.class, store.tokenCache()),
        life.port(IssueLeases.class, store.tokenFlights()),
        new FakeInvalidations(),
        mortal,
        mortal,
        store.issuingKeys(),
        CONFIG,
        store.clock());
  }

  private TokenService node(IdentityClient client) {
    return node(new Mortality(), client);
  }

  /** An ACS whose every call fails so. */
  private static IdentityClient failing(Throwable cause) {
    return (IdentityClient)
        Proxy.newProxyInstance(
            IdentityClient.class.getClassLoader(),
            new Class<?>[] {IdentityClient.class},
            (proxy, method, arguments) -> Future.failedFuture(cause));
  }

  private static Throwable failure(Future<?> future) {
    eventually(future::isComplete);
    assertThat(future.failed()).isTrue();
    return future.cause();
  }

  static Stream<AcsFailure> whileAcsIsDown() {
    return Stream.of(
        new AcsThrottled(Duration.ofSeconds(1)),
        new AcsSuspended(Duration.ofSeconds(1)),
        new AcsUnavailable("down", Duration.ofSeconds(1)),
        new AcsTimeout());
  }

  static Stream<AcsFailure> refusals() {
    return Stream.of(new AcsDenied("no"), new AcsRejected("scopes", "no"));
  }

  @ParameterizedTest
  @MethodSource("whileAcsIsDown")
  void aRemainingTokenIsServedWhileAcsThrottlesOrIsDown(AcsFailure down) {
    TokenAnswer first = await(node(acs).token(CHAT));
    store.clock().advance(first.life().minus(FLOOR).plusMillis(1));

    TokenAnswer rest = await(node(failing(down)).token(CHAT));
    assertThat(rest.source()).isEqualTo(TokenSource.STALE);
    assertThat(rest.body().toJsonObject().getString("token"))
        .isEqualTo(first.body().toJsonObject().getString("token"));
    store.clock().advance(FLOOR.minusMillis(1));
    assertThat(failure(node(failing(down)).token(CHAT))).as("nothing is left").isEqualTo(down);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRemainingTokenIsNotServedWhenAcsRefuses(AcsFailure refusal) {
    store.clock().advance(await(node(acs).token(CHAT)).life().minus(FLOOR).plusMillis(1));

    assertThat(failure(node(failing(refusal)).token(CHAT))).isEqualTo(refusal);
  }

  @Test
  void aTokenWithExactlyTheMinimumValidityIsServed() {
    store.clock().advance(await(node(acs).token(CHAT)).life().minus(FLOOR));

    assertThat(await(node(acs).token(CHAT)).source()).isEqualTo(TokenSource.SHARED);
  }

  @Test
  void aCreationThatFailsWithAnUnknownExceptionLeavesAnIntent() {
    RuntimeException fault = new IllegalStateException("a fault");

    assertThat(failure(node(failing(fault)).token(CHAT))).isEqualTo(fault);
    assertThat(store.intents()).containsExactly(ALICE.hash());
    assertThat(await(node(acs).token(CHAT)).source()).isEqualTo(TokenSource.ACS);
  }

  static Stream<AcsFailure> failures() {
    return Stream.concat(whileAcsIsDown(), refusals());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aCreationLeavesAnIntentExactlyWhenAcsMayHaveActed(AcsFailure failure) {
    assertThat(failure(node(failing(failure)).token(CHAT))).isEqualTo(failure);

    assertThat(store.intents().contains(ALICE.hash())).isEqualTo(failure.mayHaveActed());
    assertThat(begin(CHAT)).as("the next need not wait").isInstanceOf(LeaseResult.Acquired.class);
  }

  @Test
  void aTokenIsRefreshedAfterTheConfiguredShareOfItsLife() {
    TokenAnswer answer = await(node(acs).token(CHAT));
    Duration untilRefresh = Duration.between(now(), answer.refreshOn());

    double share = (double) untilRefresh.toMillis() / answer.life().toMillis();
    assertThat(share).isBetween(0.775, 0.825);
  }

  @Test
  void aTokenMadeWithAnAccessKeyThatWasGivenUpIsDueForARefreshAtOnce() {
    TokenService node = node(acs);
    await(node.token(CHAT));
    await(store.issuingKeys().use("key-2", now().plus(Duration.ofHours(1))));

    TokenAnswer answer = await(node.token(CHAT));
    assertThat(answer.refreshOn()).isEqualTo(now());
    eventually(() -> acs.calls().size() == 2);
  }

  private Set<Identity> orphans() {
    Set<Identity> found = new HashSet<>();
    for (Candidate each : await(store.cleanupLedger().orphans(CleanupLedger.START)).candidates()) {
      found.add(each.knownIdentity().orElseThrow());
    }
    return found;
  }

  /** What ACS made is owned, an orphan, or may still be found by an intent. */
  private void assertNoIdentityIsLost(TokenAnswer answer) {
    long made = acs.calls().stream().filter("createWithToken"::equals).count();
    Set<Identity> known = orphans();
    known.add(answer.identity());
    assertThat(known.size() + store.intents().size()).isGreaterThanOrEqualTo((int) made);
    UserRecord row = await(store.identityLedger().find(ALICE)).orElseThrow();
    assertThat(row.state()).isEqualTo(UserState.ACTIVE);
    assertThat(row.identity()).contains(answer.identity());
  }

  /** Runs a request on a node that dies at each step, before and after it was sent. */
  private void killedAtEachStepOf(List<String> expected, Runnable before, Runnable after) {
    for (int step = 0; step < expected.size(); step++) {
      for (boolean sent : new boolean[] {false, true}) {
        closeStore();
        openStore();
        connect();
        before.run();
        Mortality life = new Mortality();
        life.killAt(step, sent);
        assertThatThrownBy(() -> await(node(life, acs).token(CHAT)))
            .isInstanceOf(Mortality.Killed.class);
        assertThat(life.steps().get(step)).isEqualTo(expected.get(step));
        store.elapse(StorePorts.FLIGHT);
        after.run();
      }
    }
  }

  @Test
  void aNodeKilledWhileItMakesAnIdentityLosesNoneAndHoldsUpNobody() {
    killedAtEachStepOf(
        List.of("find", "begin", "createWithToken", "land"),
        () -> {},
        () -> {
          TokenAnswer answer = await(node(acs).token(CHAT));
          assertNoIdentityIsLost(answer);
          assertThat(await(node(acs).token(CHAT)).identity()).isEqualTo(answer.identity());
        });
  }

  @Test
  void aNodeKilledWhileItIssuesATokenLeavesTheUserAsItWas() {
    Identity hers = new Identity("8:acs:resource_1");
    killedAtEachStepOf(
        List.of("find", "begin", "issue", "land"),
        () -> {
          await(node(acs).token(VOIP));
          assertThat(store.intents()).isEmpty();
        },
        () -> {
          TokenAnswer answer = await(node(acs).token(CHAT));
          assertThat(answer.identity()).isEqualTo(hers);
          assertNoIdentityIsLost(answer);
          assertThat(store.intents()).isEmpty();
        });
  }

  @Test
  void aNodeKilledWhileItRevokesOrErasesLeavesNothingServedThatAcsGaveUp() {
    for (boolean erase : new boolean[] {false, true}) {
      for (int step = 0; step < 3; step++) {
        for (boolean sent : new boolean[] {false, true}) {
          closeStore();
          openStore();
          connect();
          TokenAnswer old = await(node(acs).token(CHAT));
          Mortality life = new Mortality();
          life.killAt(step, sent);
          IdentityService dying =
              new IdentityService(
                  life.port(IdentityLedger.class, store.identityLedger()),
                  life.port(IdentityClient.class, acs),
                  store.clock());
          assertThatThrownBy(
                  () -> await(erase ? dying.erase(ALICE) : dying.revoke(ALICE).<Void>mapEmpty()))
              .isInstanceOf(Mortality.Killed.class);
          store.elapse(StorePorts.FLIGHT);

          TokenAnswer answer = await(node(acs).token(CHAT));
          boolean given = acs.calls().stream().anyMatch(call -> call.matches("(revoke|delete) .*"));
          String as = (erase ? "erase" : "revoke") + " killed at " + step + ", " + sent;
          if (given) {
            assertThat(answer.body()).as(as).isNotEqualTo(old.body());
          }
          if (given && erase) {
            assertThat(answer.identity()).as(as).isNotEqualTo(old.identity());
          } else if (!erase) {
            assertThat(answer.identity()).as(as).isEqualTo(old.identity());
          }
        }
      }
    }
  }
}
