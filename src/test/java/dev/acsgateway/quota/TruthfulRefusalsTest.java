package dev.acsgateway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.failure.AcsBusy;
import dev.acsgateway.failure.AcsNotAsked;
import dev.acsgateway.failure.AcsQuota;
import dev.acsgateway.failure.AcsSlow;
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
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The kind: a refusal that names another reason than the one there is. */
@ExtendWith(VertxExtension.class)
class TruthfulRefusalsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration MAX_WAIT = Duration.ofSeconds(2);
  private static final int MAX_WAITING = 3;
  private static final int MAX_IN_FLIGHT = 2;
  private static final int PERMITS = 1000;

  private final MovableClock clock = new MovableClock();
  private final FakeIdentityClient acs = new FakeIdentityClient(clock);
  private final FakeGovernor shared = new FakeGovernor();
  private GovernedLanes lanes;
  private IdentityClient client;

  @BeforeEach
  void open(Vertx vertx) {
    QuotaConfig config =
        QuotaSettings.of(
            PERMITS,
            Duration.ofSeconds(30),
            Duration.ofMillis(300),
            MAX_WAIT,
            MAX_WAITING,
            MAX_IN_FLIGHT);
    lanes = new GovernedLanes(vertx, acs, shared, config, clock);
    client = lanes.inLane(Lane.INTERACTIVE);
  }

  private static Throwable failure(Future<?> call) {
    await().atMost(PATIENCE).until(call::isComplete);
    assertThat(call.failed()).isTrue();
    return call.cause();
  }

  private Map<String, Long> counts() {
    return lanes.refusals().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> count(it.getValue())));
  }

  private static long count(LongSupplier counter) {
    return counter.getAsLong();
  }

  /** Takes every place there is under way, while permits are left. */
  private Promise<Void> occupy() {
    Promise<Void> answer = acs.hang();
    shared.give(PERMITS);
    Stream.generate(client::create).limit(MAX_IN_FLIGHT).forEach(call -> {});
    await().atMost(PATIENCE).until(() -> acs.calls().size() == MAX_IN_FLIGHT);
    return answer;
  }

  private List<Future<Identity>> fillWaiting() {
    return Stream.generate(client::create).limit(MAX_WAITING).toList();
  }

  @Test
  void withPermitsLeftNobodyIsToldThatTheQuotaIsUsedUp() {
    Promise<Void> answer = occupy();
    fillWaiting();

    Throwable refusal = failure(client.create());
    assertThat(refusal).isInstanceOf(AcsBusy.class).hasMessageNotContaining("quota");
    assertThat(((AcsNotAsked) refusal).retryAfter()).isPositive();
    assertThat(counts())
        .containsExactlyInAnyOrderEntriesOf(Map.of("quota", 0L, "busy", 1L, "slow", 0L));
    answer.complete();
  }

  @Test
  void anAcsThatAnswersNothingIsSlow() {
    occupy();
    List<Future<Identity>> waiting = fillWaiting();
    clock.advance(Duration.ofMillis(1_500));

    Throwable refusal = failure(client.create());
    assertThat(refusal).isInstanceOf(AcsSlow.class);
    assertThat(((AcsNotAsked) refusal).retryAfter()).isPositive();
    assertThat(waiting).noneMatch(Future::isComplete);
  }

  @Test
  void whoHasWaitedLongEnoughForCallsUnderWayIsRefusedThen() {
    occupy();
    Future<Identity> waiting = client.create();
    clock.advance(MAX_WAIT.plusMillis(1));

    assertThat(failure(waiting)).isInstanceOf(AcsSlow.class);
    assertThat(acs.calls()).hasSize(MAX_IN_FLIGHT);
  }

  @Test
  void whoCameLaterIsRefusedLater() {
    occupy();
    Future<Identity> first = client.create();
    clock.advance(MAX_WAIT.minusMillis(500));
    Future<Identity> second = client.create();
    clock.advance(Duration.ofMillis(501));

    failure(first);
    assertThat(second.isComplete()).isFalse();
    clock.advance(MAX_WAIT);
    assertThat(failure(second)).isInstanceOf(AcsSlow.class);
  }

  @Test
  void withoutPermitsTheQuotaIsTheReasonHoweverManyWait() {
    shared.pauseFor(MAX_WAIT.dividedBy(2));
    List<Future<Identity>> waiting = fillWaiting();
    await().atMost(PATIENCE).until(() -> !shared.questions.isEmpty());

    assertThat(failure(client.create())).isInstanceOf(AcsQuota.class);
    assertThat(waiting).noneMatch(Future::isComplete);
    assertThat(counts()).containsEntry("quota", 1L);
  }
}
