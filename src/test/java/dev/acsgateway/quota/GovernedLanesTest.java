package dev.acsgateway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.failure.AcsNotAsked;
import dev.acsgateway.failure.AcsQuota;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.fake.FakeIdentityClient;
import dev.acsgateway.fake.MovableClock;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class GovernedLanesTest {
  private static final Duration MAX_WAIT = Duration.ofSeconds(2);
  private static final Duration SPREAD = Duration.ofMillis(300);
  private static final int MAX_WAITING = 3;
  private static final int MAX_IN_FLIGHT = 2;
  private static final QuotaConfig CONFIG =
      QuotaSettings.of(4, Duration.ofSeconds(30), SPREAD, MAX_WAIT, MAX_WAITING, MAX_IN_FLIGHT);

  private final MovableClock clock = new MovableClock();
  private final FakeIdentityClient acs = new FakeIdentityClient(clock);
  private final FakeGovernor shared = new FakeGovernor();
  private GovernedLanes lanes;
  private IdentityClient client;

  @BeforeEach
  void open(Vertx vertx) {
    lanes = new GovernedLanes(vertx, acs, shared, CONFIG, clock);
    client = lanes.inLane(Lane.INTERACTIVE);
  }

  private static <T> Throwable failure(Future<T> call) {
    await().atMost(Duration.ofSeconds(5)).until(call::isComplete);
    assertThat(call.failed()).isTrue();
    return call.cause();
  }

  private static <T> T result(Future<T> call) {
    try {
      return call.await(5, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("No answer within five seconds", e);
    }
  }

  @Test
  void aCallWaitsForItsPermit() {
    Future<Identity> call = client.create();
    await().until(() -> shared.questions.size() >= 2);
    assertThat(acs.calls()).isEmpty();

    shared.give(1);
    result(call);
    assertThat(acs.calls()).containsExactly("create");
  }

  @Test
  void callsThatWaitAskTogetherAndNeverForMoreThanMayBeInFlight() {
    List<Future<Identity>> calls = Stream.generate(client::create).limit(3).toList();
    await().until(() -> shared.questions.contains(MAX_IN_FLIGHT));

    Promise<Void> answer = acs.hang();
    shared.give(3);
    await().until(() -> acs.calls().size() == MAX_IN_FLIGHT);
    assertThat(shared.questions).allMatch(wanted -> wanted <= MAX_IN_FLIGHT);

    answer.complete();
    calls.forEach(GovernedLanesTest::result);
    assertThat(acs.calls()).hasSize(3);
  }

  @Test
  void onlySoManyCallsWait() {
    List<Future<Identity>> waiting = Stream.generate(client::create).limit(MAX_WAITING).toList();

    assertThat(failure(client.create())).isInstanceOf(AcsNotAsked.class);
    shared.give(MAX_WAITING);
    waiting.forEach(GovernedLanesTest::result);
  }

  @Test
  void aCallThatWouldWaitTooLongFailsAtOnceAndSaysWhenToComeBack() {
    Duration pause = MAX_WAIT.plusSeconds(5);
    shared.pauseFor(pause);

    assertThat(failure(client.create()))
        .isInstanceOfSatisfying(
            AcsQuota.class, refusal -> assertThat(refusal.retryAfter()).isEqualTo(pause));
    assertThat(failure(client.create())).isInstanceOf(AcsQuota.class);
    assertThat(acs.calls()).isEmpty();
  }

  @Test
  void aCallThatHasWaitedLongEnoughFails() {
    Future<Identity> call = client.create();
    await().until(() -> !shared.questions.isEmpty());

    clock.advance(MAX_WAIT);
    assertThat(failure(call)).isInstanceOf(AcsQuota.class);
  }

  @Test
  void a429ClosesTheOperationForEveryNode() {
    Duration retryAfter = Duration.ofSeconds(7);
    acs.failWith(new AcsThrottled(retryAfter));
    shared.give(2);

    assertThat(failure(client.create())).isInstanceOf(AcsThrottled.class);
    assertThat(shared.closed).containsExactly(Map.entry(Operation.CREATE, retryAfter));
  }

  @Test
  void aCallThatTookLongerThanTheSpreadIsCountedAgainWhenItEnds() {
    shared.give(2);
    Promise<Void> answer = acs.hang();
    Future<Identity> slow = client.create();
    await().until(() -> acs.calls().size() == 1);

    Permit permit = new Permit(FakeGovernor.STAMP, clock.instant());
    clock.advance(SPREAD.plusMillis(1));
    assertThat(shared.recounted).isEmpty();
    answer.complete();
    result(slow);
    assertThat(shared.recounted).containsExactly(permit);
  }

  @Test
  void aCallThatFailedLateIsCountedAgainAsWell() {
    shared.give(1);
    Promise<Void> answer = acs.hang();
    Future<Identity> slow = client.create();
    await().until(() -> acs.calls().size() == 1);

    clock.advance(Duration.ofSeconds(5));
    answer.fail(new AcsUnavailable("timeout", Duration.ofSeconds(1)));
    assertThat(failure(slow)).isInstanceOf(AcsUnavailable.class);
    assertThat(shared.recounted).hasSize(1);
  }

  @Test
  void aCallWithinTheSpreadIsCountedOnce() {
    shared.give(1);
    Promise<Void> answer = acs.hang();
    Future<Identity> quick = client.create();
    await().until(() -> acs.calls().size() == 1);

    clock.advance(SPREAD);
    answer.complete();
    result(quick);
    assertThat(shared.recounted).isEmpty();
  }

  @Test
  void otherFailuresCloseNothing() {
    acs.failWith(new AcsUnavailable("503", Duration.ofSeconds(1)));
    shared.give(1);

    assertThat(failure(client.create())).isInstanceOf(AcsUnavailable.class);
    assertThat(shared.closed).isEmpty();
  }

  @Test
  void withoutTheSharedCountANodeKeepsToItsOwnShare() {
    shared.fail(true);

    result(client.create());
    result(client.create());
    Future<Identity> beyond = client.create();
    assertThat(failure(beyond)).isInstanceOf(AcsQuota.class);
    assertThat(result(lanes.budgets()).get(Operation.CREATE))
        .isEqualTo(new QuotaBudget(2, 0, Duration.ZERO));
  }

  @Test
  void whatTheSharedCountGrantedCountsAgainstTheShare() {
    shared.give(2);
    result(client.create());
    result(client.create());

    shared.fail(true);
    assertThat(failure(client.create())).isInstanceOf(AcsQuota.class);
  }

  @Test
  void a429ClosesTheOperationForTheNodesOwnShareAsWell() {
    shared.fail(true);
    acs.failWith(new AcsThrottled(Duration.ofSeconds(7)));

    assertThat(failure(client.create())).isInstanceOf(AcsThrottled.class);
    acs.recover();
    assertThat(failure(client.create())).isInstanceOf(AcsQuota.class);
    clock.advance(Duration.ofSeconds(8));
    await().until(() -> result(client.create().map(true).otherwise(false)));
  }
}
