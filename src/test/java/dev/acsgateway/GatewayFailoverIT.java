package dev.acsgateway;

import static dev.acsgateway.CleanupJobs.count;
import static dev.acsgateway.CleanupJobs.forReal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.SteadyLoad.Answer;
import dev.acsgateway.SteadyLoad.Answer.Kind;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.redis.TestRedisCluster;
import dev.acsgateway.redis.TestRedisProcess;
import dev.acsgateway.redis.TestRedisSentinels;
import dev.acsgateway.redis.TestTopology;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two nodes under steady load, clean-up jobs at work and in the queue, and the server that takes
 * the writes of some of it, or of all, is killed.
 */
@Tag("fault")
class GatewayFailoverIT {
  /** After which servers take one that is silent for dead. */
  private static final Duration DEAD_AFTER = Duration.ofSeconds(2);

  /** Five seconds are promised, and held by a machine that has nothing else to do. */
  private static final Duration RECOVERY =
      LongRun.choose(
          Duration.ofMinutes(1),
          Duration.parse(System.getProperty("failover.test.recovery", "PT12S")));

  private static final Duration CALM = LongRun.choose(Duration.ofSeconds(1), Duration.ofSeconds(3));

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int JOBS = 8;
  private static final int USERS_OF_A_JOB = 25;
  private static final int DELETIONS_PER_SECOND = 8;

  private final GatewayFixture gateway = new GatewayFixture();
  private final List<String> jobs = new ArrayList<>();
  private final Set<String> doomed = new HashSet<>();
  private final CleanupJobs cleanup = new CleanupJobs(gateway::admin);

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aClusterThatLosesAPrimaryServesOn() {
    try (TestRedisCluster cluster = TestRedisCluster.start(DEAD_AFTER, 2)) {
      withTwoNodes(TestTopology.CLUSTER, cluster.url());
      TestRedisProcess primary = favouritesPrimary(cluster);
      survives(
          "Cluster",
          primary::kill,
          () -> cluster.hasReplaced(primary),
          GatewayFailoverIT::nothingMore);
    }
  }

  /** Until then no replica is left of it, which new identities need. */
  @Test
  void aClusterOfSixServesNewUsersOnceTheKilledServerIsBack() {
    try (TestRedisCluster cluster = TestRedisCluster.start(DEAD_AFTER, 1)) {
      withTwoNodes(TestTopology.CLUSTER, cluster.url());
      TestRedisProcess primary = favouritesPrimary(cluster);
      survives(
          "Cluster of six", primary::kill, () -> cluster.hasReplaced(primary), primary::restart);
    }
  }

  @Test
  void aPrimaryThatTheSentinelsReplaceIsNotMissed() {
    try (TestRedisSentinels sentinels = TestRedisSentinels.start(DEAD_AFTER)) {
      withTwoNodes(TestTopology.SENTINEL, sentinels.url());
      TestRedisProcess primary = sentinels.primary();
      survives(
          "Sentinel",
          primary::kill,
          () -> sentinels.hasReplaced(primary),
          GatewayFailoverIT::nothingMore);
    }
  }

  /** It takes itself for the primary until somebody tells it otherwise. */
  @Test
  void aPrimaryThatTheSentinelsReplacedMaySpeakAgain() {
    try (TestRedisSentinels sentinels = TestRedisSentinels.start(DEAD_AFTER)) {
      withTwoNodes(TestTopology.SENTINEL, sentinels.url());
      TestRedisProcess primary = sentinels.primary();
      survives(
          "Sentinel, silent",
          primary::pause,
          () -> sentinels.hasReplaced(primary),
          primary::resume);
    }
  }

  @Test
  void aPrimaryThatItsClusterReplacedMaySpeakAgain() {
    try (TestRedisCluster cluster = TestRedisCluster.start(DEAD_AFTER, 2)) {
      withTwoNodes(TestTopology.CLUSTER, cluster.url());
      TestRedisProcess primary = favouritesPrimary(cluster);
      survives(
          "Cluster, silent", primary::pause, () -> cluster.hasReplaced(primary), primary::resume);
    }
  }

  private static TestRedisProcess favouritesPrimary(TestRedisCluster cluster) {
    return cluster.primaryOf(new UserId(SteadyLoad.FAVOURITES.getFirst()), Population.SHARDS);
  }

  private static void nothingMore() {}

  private void withTwoNodes(TestTopology topology, String url) {
    JsonObject config = gateway.config();
    config
        .getJsonObject("redis")
        .put("mode", topology.mode())
        .put("url", url)
        .put("master-name", TestRedisSentinels.MASTER)
        .put("replicas", 1);
    // Neither the quota is looked at here, nor how a node fares when others take its cores.
    config.getJsonObject("api").put("load", JsonObject.of("max-lag", "30s"));
    config
        .put(
            "quota",
            JsonObject.of(
                "permits", Map.of("create-with-token", 20_000, "issue", 20_000, "delete", 20_000)))
        .put("cleanup", JsonObject.of("poll-interval", "100ms", "lease", "2s"));
    gateway.withNode(config).withNode(config);
  }

  private void survives(String name, Runnable strike, Callable<Boolean> replaced, Runnable mend) {
    SteadyLoad load =
        new SteadyLoad(
            gateway.newVertx(),
            gateway.nodes.stream().map(Gateway::apiPort).toList(),
            gateway.allPowerful.key().value());
    load.prepare(CALM.multipliedBy(4).plusSeconds(10));
    IntStream.range(0, JOBS).forEach(this::startJob);
    load.start();
    pass(CALM);
    strike.run();
    long struck = System.nanoTime();
    await("failover of " + name).atMost(PATIENCE).until(replaced);
    pass(CALM);
    mend.run();
    long mended = System.nanoTime();
    await("recovery of " + name).atMost(RECOVERY).until(() -> load.allIsServed(mended));
    pass(CALM);
    load.stop();

    List<Answer> answers = load.answers();
    System.out.printf(
        "%s: %d requests, the last that was refused ended %d ms after the blow; refused: %s%n",
        name, answers.size(), recovery(answers, struck).toMillis(), refused(answers));
    assertThat(answers.stream().filter(it -> it.kind() == Kind.REMEMBERED)).hasSizeGreaterThan(30);
    assertThat(answers.stream().filter(it -> !mayBe(it))).isEmpty();
    assertNoJobIsLost();
    assertOneIdentityEach(answers);
  }

  private void startJob(int nth) {
    List<String> users =
        IntStream.range(0, USERS_OF_A_JOB).mapToObj(i -> "idle-" + nth + "-" + i).toList();
    JsonArray requests =
        new JsonArray(users.stream().map(user -> JsonObject.of("userId", user)).toList());
    HttpResponse<String> made =
        gateway.api("POST", "/v1/tokens", JsonObject.of("requests", requests).encode());
    new JsonObject(made.body())
        .getJsonArray("results").stream()
            .map(JsonObject.class::cast)
            .map(result -> result.getJsonObject("token").getString("communicationUserId"))
            .forEach(doomed::add);
    jobs.add(
        cleanup.start(
            forReal(
                JsonObject.of(
                    "userIds", new JsonArray(users), "ratePerSecond", DELETIONS_PER_SECOND))));
  }

  /** Whom a node remembers is served, whatever happens; others may be asked to repeat. */
  private static boolean mayBe(Answer answer) {
    return answer.status() == 200
        || (answer.kind() != Kind.REMEMBERED && answer.isRefusalToRepeatLater());
  }

  private static Duration recovery(List<Answer> answers, long struck) {
    return answers.stream()
        .filter(it -> it.begun() > struck && it.status() != 200)
        .map(it -> Duration.ofNanos(it.ended() - struck))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private static Map<String, Long> refused(List<Answer> answers) {
    return answers.stream()
        .filter(it -> it.status() != 200)
        .collect(
            Collectors.groupingBy(
                it -> it.kind() + " " + it.status(), TreeMap::new, Collectors.counting()));
  }

  private void assertNoJobIsLost() {
    for (String job : jobs) {
      JsonObject done = cleanup.untilState(job, PATIENCE, "completed");
      assertThat(count(done, "total")).as(done.encode()).isEqualTo(USERS_OF_A_JOB);
      assertThat(count(done, "done")).as(done.encode()).isEqualTo(USERS_OF_A_JOB);
    }
    assertThat(doomed).hasSize(JOBS * USERS_OF_A_JOB);
    assertThat(Population.alive(gateway.emulator)).doesNotContainAnyElementsOf(doomed);
  }

  private void assertOneIdentityEach(List<Answer> answers) {
    Map<String, String> told = new HashMap<>();
    answers.stream()
        .filter(answer -> answer.status() == 200)
        .forEach(
            answer ->
                assertThat(told.merge(answer.user(), answer.identity(), (first, next) -> first))
                    .as(answer.user())
                    .isEqualTo(answer.identity()));
    told.forEach(
        (user, identity) ->
            assertThat(gateway.api("GET", "/v1/users/" + user, "").body())
                .as(user)
                .contains(identity));
    assertThat(Population.alive(gateway.emulator)).containsAll(told.values());
    LedgerSum.of(gateway::admin).assertExplains(Population.alive(gateway.emulator));
  }

  private static void pass(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
  }
}
