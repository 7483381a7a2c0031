package dev.acsgateway.redis;

import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.quota.Lane;
import dev.acsgateway.quota.Operation;
import dev.acsgateway.quota.Permit;
import dev.acsgateway.quota.PermitGrant;
import dev.acsgateway.quota.QuotaBudget;
import dev.acsgateway.quota.QuotaConfig;
import dev.acsgateway.quota.QuotaGovernor;
import dev.acsgateway.quota.QuotaSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("topology")
class RedisQuotaGovernorIT {
  private static final int QUOTA = 100;
  private static final Duration WINDOW = Duration.ofSeconds(2);

  private static final Duration SPREAD = Duration.ofMillis(1);

  private static final QuotaConfig CONFIG = QuotaSettings.of(QUOTA, WINDOW, SPREAD);

  private final List<StoreFixture> nodes = new ArrayList<>();
  private final Map<Lane, Demand> demands = new EnumMap<>(Lane.class);
  private PermitLog log;

  /**
   * In one lane.
   *
   * @param everywhere one on each node
   * @param granted to all of them
   */
  private record Demand(List<PermitDemand> everywhere, AtomicInteger granted) {}

  @BeforeEach
  void open() {
    nodes.add(new StoreFixture());
    nodes.add(nodes.getFirst().anotherNode("second"));
    nodes.add(nodes.getFirst().anotherNode("third"));
    List.of(Lane.values()).forEach(this::prepareDemand);
    log = new PermitLog(TestRedis.urlFor("gw:q:{issue}"), "issue");
  }

  @AfterEach
  void close() throws IOException {
    demands.values().forEach(each -> each.everywhere().forEach(PermitDemand::end));
    log.close();
    nodes.forEach(StoreFixture::close);
  }

  private QuotaGovernor governor(int node) {
    return nodes.get(node).store.quotaGovernor(CONFIG);
  }

  private PermitGrant acquire(int node, Lane lane, int wanted) {
    return await(governor(node).acquire(Operation.ISSUE, lane, wanted));
  }

  /** Endless demand in the lane on every node. */
  private AtomicInteger demand(Lane lane) {
    Demand demand = Objects.requireNonNull(demands.get(lane));
    demand.everywhere().forEach(PermitDemand::start);
    return demand.granted();
  }

  /** A window must not pass over connecting. */
  private void prepareDemand(Lane lane) {
    AtomicInteger granted = new AtomicInteger();
    List<PermitDemand> prepared =
        nodes.stream()
            .map(
                node ->
                    new PermitDemand(node.vertx, node.store.quotaGovernor(CONFIG), lane, granted))
            .toList();
    demands.put(lane, new Demand(prepared, granted));
    prepared.forEach(each -> await(each.prepare()));
  }

  private void untilCounted(int permits) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> log.size() >= permits);
  }

  /** Time from each permit to the one that takes its place in the window, in µs. */
  private static List<Long> cycles(List<Long> micros) {
    return IntStream.range(QUOTA, micros.size())
        .mapToObj(i -> micros.get(i) - micros.get(i - QUOTA))
        .toList();
  }

  private static double usedShare(List<Long> micros) {
    double cycle = cycles(micros).stream().mapToLong(Long::longValue).average().orElseThrow();
    return WINDOW.toNanos() / 1000.0 / cycle;
  }

  @Test
  void threeNodesUseTheQuotaUpAndNeverExceedItInAnySlidingWindow() {
    demand(Lane.INTERACTIVE);
    untilCounted(6 * QUOTA);

    List<Long> micros = log.micros();
    double used = usedShare(micros);
    System.out.printf(
        "Of the permitted calls, %.2f %% were used; noted up to %d µs late%n",
        100 * used, Collections.max(log.lateness()));
    assertThat(log.lateness())
        .as("the clock that was read is that of Redis")
        .allSatisfy(it -> assertThat(it).isBetween(0L, WINDOW.toNanos() / 1000));
    assertThat(cycles(micros))
        .allSatisfy(it -> assertThat(it).isGreaterThan(WINDOW.toNanos() / 1000));
    assertThat(used).isGreaterThanOrEqualTo(0.98);
  }

  @Test
  void lowerLanesGetWhatTheirReserveLeavesAndNothingWhileTheInteractiveLaneWaits() {
    AtomicInteger cleanup = demand(Lane.CLEANUP);
    untilCounted(70);
    AtomicInteger refresh = demand(Lane.REFRESH);
    untilCounted(90);
    AtomicInteger interactive = demand(Lane.INTERACTIVE);
    untilCounted(5 * QUOTA);

    assertThat(cleanup).hasValue(70);
    assertThat(refresh).hasValue(20);
    assertThat(interactive.get()).isGreaterThanOrEqualTo(5 * QUOTA - 90);
    double used = usedShare(log.micros());
    System.out.printf("Of the permitted calls, %.2f %% were used, in lanes%n", 100 * used);
    assertThat(used).isGreaterThanOrEqualTo(0.98);
  }

  @Test
  void lowerLanesGoOnOnceNoUpperOneWaits() {
    AtomicInteger cleanup = demand(Lane.CLEANUP);
    assertThat(acquire(0, Lane.INTERACTIVE, 2 * QUOTA).pause()).isPositive();

    untilCounted(3 * QUOTA);
    assertThat(cleanup.get()).isGreaterThanOrEqualTo(QUOTA);
  }

  @Test
  void grantsWhatIsLeftAndSaysWhenMoreComes() {
    assertThat(acquire(0, Lane.INTERACTIVE, 60).permits()).isEqualTo(60);
    PermitGrant rest = acquire(1, Lane.INTERACTIVE, 60);

    assertThat(rest.permits()).isEqualTo(40);
    assertThat(rest.pause()).isBetween(Duration.ofMillis(1), CONFIG.countedFor());
    assertThat(await(governor(2).budgets()).get(Operation.ISSUE))
        .isEqualTo(new QuotaBudget(QUOTA, 0, Duration.ZERO));
    assertThat(await(governor(2).budgets()).get(Operation.DELETE))
        .isEqualTo(new QuotaBudget(QUOTA, QUOTA, Duration.ZERO));
  }

  @Test
  void aPermitThatIsCountedAgainCountsFromTheEndOfItsCallLessTheSpread() {
    QuotaGovernor exact = patient(Duration.ZERO);
    PermitGrant slow = await(exact.acquire(Operation.ISSUE, Lane.INTERACTIVE, 1));
    PermitGrant two = await(exact.acquire(Operation.ISSUE, Lane.INTERACTIVE, 2));

    await(exact.recount(Operation.ISSUE, new Permit(slow.stamp(), Instant.EPOCH)));
    assertThat(counted()).startsWith(two.stamp(), two.stamp()).hasSize(3).isSorted();
    long moved = counted().getLast();
    assertThat(moved).isGreaterThan(two.stamp());

    QuotaGovernor spread = patient(Duration.ofHours(1));
    await(spread.recount(Operation.ISSUE, new Permit(moved, Instant.EPOCH)));
    assertThat(counted()).endsWith(two.stamp(), two.stamp()).hasSize(3).isSorted();
  }

  /** One whose permits outlive any test. */
  private QuotaGovernor patient(Duration spread) {
    return nodes
        .getFirst()
        .store
        .quotaGovernor(QuotaSettings.of(QUOTA, Duration.ofMinutes(10), spread));
  }

  @Test
  void aPermitThatNoLongerCountsCountsAgain() {
    await(patient(Duration.ZERO).recount(Operation.ISSUE, new Permit(1, Instant.EPOCH)));
    assertThat(counted()).hasSize(1);
  }

  /** The instants of the permits that count, in µs. */
  private static List<Long> counted() {
    return TestRedis.send("LRANGE gw:q:{issue} 0 -1").lines().map(Long::valueOf).toList();
  }

  @Test
  void aClosedOperationIsClosedOnEveryNodeAtOnce() {
    Duration retryAfter = Duration.ofMillis(400);
    await(governor(0).close(Operation.ISSUE, retryAfter));

    PermitGrant closed = acquire(1, Lane.INTERACTIVE, 1);
    assertThat(closed.permits()).isZero();
    assertThat(closed.pause()).isBetween(Duration.ofMillis(1), retryAfter);
    assertThat(await(governor(2).budgets()).get(Operation.ISSUE))
        .satisfies(
            budget -> {
              assertThat(budget.remaining()).isEqualTo(QUOTA);
              assertThat(budget.closedFor()).isBetween(Duration.ofMillis(1), retryAfter);
            });
    assertThat(await(governor(1).acquire(Operation.REVOKE, Lane.CLEANUP, 1)).permits()).isOne();
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> acquire(2, Lane.INTERACTIVE, 1).permits() == 1);
  }
}
