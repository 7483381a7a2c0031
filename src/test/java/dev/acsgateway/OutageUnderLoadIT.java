package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.SteadyLoad.Answer;
import dev.acsgateway.SteadyLoad.Answer.Kind;
import dev.acsgateway.emulator.control.Fault;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.redis.DelayingProxy;
import dev.acsgateway.redis.TestRedisProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of outages under steady load, on three nodes that are processes of their own, over a
 * Redis and an ACS that break and come back. {@code -Doutage.test.length=PT60S} makes each fault
 * last a minute; the figures go to standard output.
 */
class OutageUnderLoadIT {
  private static final int NODES = 3;
  private static final Duration LENGTH =
      Duration.parse(System.getProperty("outage.test.length", "PT10S"));
  private static final Duration CALM = Duration.ofSeconds(5);
  private static final Duration RECOVERY = Duration.ofSeconds(2);
  private static final Duration NEAR_MAX_AGE = Duration.ofSeconds(30);

  /** The request deadline of a node, and time for the answer to come on a busy machine. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(11);

  private static final long MORE_HEAP_BYTES = 8 << 20;
  private static final int MORE_THREADS = 12;
  private static final int MORE_DESCRIPTORS = 32;

  /** How many of a kind there must be for a test to tell something. */
  private static final int FEWEST = 10;

  /** Redis has fallen silent, or ACS has, and each node has noticed. */
  private static final Duration NOTICED = Duration.ofSeconds(7);

  private static final Predicate<Answer> SERVED = status(200);
  private static final Predicate<Answer> REFUSED = refusedWithin(Duration.ofSeconds(2));

  @TempDir private Path directory;
  private final List<GatewayNode> nodes = new ArrayList<>();
  private TestRedisProcess redis;
  private DelayingProxy lineToRedis;
  private DelayingProxy lineToAcs;
  private GatewayFixture gateway;

  @BeforeEach
  void start() throws IOException {
    redis = TestRedisProcess.start("--appendonly", "yes");
    lineToRedis = new DelayingProxy(redis.url());
    gateway = new GatewayFixture();
    lineToAcs = new DelayingProxy(gateway.emulator.endpoint().toString());
  }

  @AfterEach
  void stop() {
    nodes.forEach(GatewayNode::close);
    gateway.close();
    lineToRedis.close();
    lineToAcs.close();
    redis.close();
  }

  @Test
  void withoutAcsWhatIsCachedIsServedAndTheRestRefusedAtOnce() throws IOException {
    SteadyLoad load = over(redis.url());
    Outage outage = outage(load, "ACS down", lineToAcs::cut, lineToAcs::mend, "degraded");

    outage.meets(Kind.REMEMBERED, SERVED);
    outage.meets(Kind.SHARED, SERVED.and(from("detail=redis")));
    outage.meets(Kind.KNOWN, REFUSED.and(because("acs-unavailable")));
    outage.meets(Kind.STRANGER, REFUSED.and(because("acs-unavailable")));
  }

  @Test
  void anAcsThatHangsCostsOnlyThoseTheirTimeWhoTryIt() throws IOException {
    SteadyLoad load = over(redis.url());
    Outage outage =
        outage(
            load,
            "ACS hanging",
            () -> gateway.emulator.controls().faults().always(Fault.hang()),
            () -> gateway.emulator.controls().faults().clear(),
            "degraded");

    outage.meets(Kind.REMEMBERED, SERVED);
    outage.meets(Kind.SHARED, SERVED.and(from("detail=redis")));
    Predicate<Answer> trial = because("acs-timeout");
    outage.meets(Kind.KNOWN, REFUSED.or(trial));
    outage.meets(Kind.STRANGER, REFUSED.or(trial));
    assertThat(outage.share(Kind.KNOWN, REFUSED)).isGreaterThan(0.7);
    assertThat(outage.share(Kind.STRANGER, REFUSED)).isGreaterThan(0.7);
  }

  @Test
  void withoutRedisTokensAreIssuedForWhomANodeKnowsAndNobodyGetsANewIdentity() throws IOException {
    SteadyLoad load = over(redis.url());
    Outage outage = outage(load, "Redis down", redis::stop, redis::restart, "degraded");

    assertServesWithoutRedis(outage);
  }

  @Test
  void aRedisThatIsSilentIsNoRedis() throws IOException {
    SteadyLoad load = over(redis.url());
    Outage outage = outage(load, "Redis silent", redis::pause, redis::resume, "degraded");

    assertServesWithoutRedis(outage);
  }

  private void assertServesWithoutRedis(Outage outage) {
    outage.meets(Kind.REMEMBERED, SERVED);
    outage.meets(Kind.SHARED, REFUSED.and(because("store-unavailable")));
    outage.meets(Kind.KNOWN, SERVED.and(from("fwd=miss")));
    outage.meets(Kind.STRANGER, REFUSED.and(because("store-unavailable")));
    assertThat(outage.identitiesMade()).isZero();
  }

  @Test
  void aSlowRedisIsUsedAllTheSameAndNearHitsDoNotFeelIt() throws IOException {
    SteadyLoad load = over(lineToRedis.url());
    Outage outage =
        outage(
            load,
            "Redis slow",
            () -> lineToRedis.setDelay(Duration.ofMillis(200)),
            () -> lineToRedis.setDelay(Duration.ZERO),
            "ready");

    outage.meets(Kind.REMEMBERED, SERVED);
    assertThat(
            outage.share(
                Kind.REMEMBERED,
                from("detail=near").and(it -> it.took().compareTo(Duration.ofMillis(150)) < 0)))
        .isGreaterThan(0.9);
    outage.meets(Kind.SHARED, SERVED.and(from("detail=redis")));
    outage.meets(Kind.KNOWN, SERVED.and(from("fwd=miss")));
    outage.meets(Kind.STRANGER, SERVED.and(from("fwd=miss")));
  }

  @Test
  void withoutBothWhatANodeRemembersIsServedWhileItMayRememberIt() throws IOException {
    SteadyLoad load = over(redis.url());
    Outage outage =
        outage(
            load,
            "both down",
            () -> {
              redis.stop();
              lineToAcs.cut();
            },
            () -> {
              redis.restart();
              lineToAcs.mend();
            },
            "degraded");

    outage.meets(
        Kind.REMEMBERED,
        answer ->
            outage.after(answer).compareTo(NEAR_MAX_AGE.minusSeconds(1)) < 0
                ? SERVED.and(from("detail=near")).test(answer)
                : SERVED.or(REFUSED).test(answer));
    outage.meets(Kind.SHARED, REFUSED);
    outage.meets(Kind.KNOWN, REFUSED);
    outage.meets(Kind.STRANGER, REFUSED);
    assertThat(outage.identitiesMade()).isZero();
  }

  private static Predicate<Answer> status(int status) {
    return answer -> answer.status() == status;
  }

  private static Predicate<Answer> refusedWithin(Duration time) {
    return answer -> answer.isRefusalToRepeatLater() && answer.took().compareTo(time) < 0;
  }

  private static Predicate<Answer> from(String source) {
    return answer -> answer.cacheStatus().contains(source);
  }

  private static Predicate<Answer> because(String problem) {
    return answer -> answer.body().contains("/problems/" + problem);
  }

  /** Starts the nodes, and asks for tokens until nothing is new to them. */
  private SteadyLoad over(String redisUrl) throws IOException {
    JsonObject config = gateway.config();
    config.getJsonObject("redis").put("url", redisUrl);
    JsonObject acs = config.getJsonObject("acs");
    String direct = gateway.emulator.endpoint().toString();
    acs.put(
        "connection-string",
        acs.getString("connection-string").replace(direct, lineToAcs.url() + "/"));
    // Neither the quota is looked at here, nor how a node fares when others take its cores.
    config.getJsonObject("api").put("load", JsonObject.of("max-lag", "30s"));
    config.put(
        "quota",
        new JsonObject().put("permits", Map.of("create-with-token", 20_000, "issue", 20_000)));
    for (int i = 0; i < NODES; i++) {
      nodes.add(GatewayNode.start(gateway, directory, config));
    }
    SteadyLoad load =
        new SteadyLoad(
            gateway.newVertx(),
            nodes.stream().map(node -> node.apiPort).toList(),
            gateway.allPowerful.key().value());
    load.prepare(LENGTH.plus(CALM.multipliedBy(4)));
    return load;
  }

  /** Lets one fault strike and pass, and holds it to what holds for all of them. */
  private Outage outage(
      SteadyLoad load, String name, Runnable strike, Runnable mend, String health) {
    load.start();
    pass(CALM);
    load.stop();
    assertHealth("ready");
    List<Footprint> before = footprints();
    load.start();
    pass(CALM);

    strike.run();
    long struck = System.nanoTime();
    pass(NOTICED.compareTo(LENGTH) < 0 ? NOTICED : LENGTH);
    long made = made();
    pass(LENGTH.minus(Duration.ofNanos(System.nanoTime() - struck)));
    assertHealth(health);
    long identitiesMade = made() - made;
    long mending = System.nanoTime();
    mend.run();
    Outage outage = new Outage(load.answers(), struck, mending, System.nanoTime(), identitiesMade);
    pass(CALM.plus(RECOVERY));
    load.stop();

    Outage all = outage.with(load.answers());
    System.out.println(all.figures(name));
    assertThat(all.longest()).isLessThan(LONGEST_ANSWER);
    assertThat(all.answers().stream().filter(it -> !List.of(200, 503, 504).contains(it.status())))
        .isEmpty();
    assertThat(all.recovery()).isLessThan(RECOVERY);
    assertHealth("ready");
    assertHolds(name, before);
    assertAddsUp();
    return all;
  }

  private void assertHealth(String status) {
    for (GatewayNode node : nodes) {
      JsonObject health = new JsonObject(node.admin("GET", "/health/ready", "").body());
      assertThat(health.getString("status")).as(health.encode()).isEqualTo(status);
    }
  }

  private long made() {
    return gateway.emulator.calls().count(Operation.CREATE_WITH_TOKEN)
        + gateway.emulator.calls().count(Operation.CREATE);
  }

  private static void pass(Duration time) {
    if (time.isPositive()) {
      await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
    }
  }

  private List<Footprint> footprints() {
    return nodes.stream().map(node -> Footprint.of(node.process.pid())).toList();
  }

  /**
   * Live heap grows by no more than the caches may, which see new users all the time; threads by
   * none but those that the JVM's compilers and Vert.x's pools add once, however long the fault
   * lasts; descriptors by no more than the connections to ACS that the pool may keep.
   */
  private void assertHolds(String name, List<Footprint> before) {
    List<Footprint> after = footprints();
    for (int i = 0; i < NODES; i++) {
      System.out.printf("  %s, node %d: %s -> %s%n", name, i, before.get(i), after.get(i));
      assertThat(after.get(i).heapBytes() - before.get(i).heapBytes()).isLessThan(MORE_HEAP_BYTES);
      assertThat(after.get(i).threads() - before.get(i).threads())
          .isLessThanOrEqualTo(MORE_THREADS);
      assertThat(after.get(i).descriptors() - before.get(i).descriptors())
          .isLessThanOrEqualTo(MORE_DESCRIPTORS);
    }
  }

  /** Every identity at ACS is a user's, an orphan or an intent's; a user has one. */
  private void assertAddsUp() {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () -> {
              JsonObject ledger = reconciled();
              long known = ledger.getLong("users") + ledger.getLong("orphans");
              assertThat(new Population(gateway.emulator, redis.url()).alive().size())
                  .as(ledger.encode())
                  .isBetween((int) known, (int) (known + ledger.getLong("intents")));
            });
  }

  private JsonObject reconciled() {
    JsonObject sum = new JsonObject().put("users", 0L).put("orphans", 0L).put("intents", 0L);
    JsonObject step = new JsonObject().put("next", "");
    while (step.containsKey("next")) {
      String cursor = step.getString("next");
      String body = cursor.isEmpty() ? "" : JsonObject.of("cursor", cursor).encode();
      step =
          new JsonObject(nodes.getFirst().admin("POST", "/admin/v1/ledger/reconcile", body).body());
      for (String count : List.of("users", "orphans", "intents")) {
        sum.put(count, sum.getLong(count) + step.getLong(count));
      }
    }
    return sum;
  }

  /**
   * What a fault did.
   *
   * @param answers every answer, also from before and after
   * @param struck when the fault was there
   * @param mending when it began to go
   * @param mended when it was gone
   * @param identitiesMade while it lasted, once it was noticed
   */
  private record Outage(
      List<Answer> answers, long struck, long mending, long mended, long identitiesMade) {

    Outage with(List<Answer> more) {
      return new Outage(more, struck, mending, mended, identitiesMade);
    }

    /** Asked and answered during the fault, once it was noticed. */
    private List<Answer> during(Kind kind) {
      return answers.stream()
          .filter(it -> it.kind() == kind)
          .filter(it -> after(it).compareTo(NOTICED) > 0 && it.ended() < mending)
          .toList();
    }

    Duration after(Answer answer) {
      return Duration.ofNanos(answer.begun() - struck);
    }

    void meets(Kind kind, Predicate<Answer> expected) {
      List<Answer> during = during(kind);
      assertThat(during).as(kind + " during the fault").hasSizeGreaterThan(FEWEST);
      assertThat(during.stream().filter(expected.negate()).limit(3))
          .as(kind + ", of " + during.size())
          .isEmpty();
    }

    double share(Kind kind, Predicate<Answer> wanted) {
      List<Answer> during = during(kind);
      return (double) during.stream().filter(wanted).count() / during.size();
    }

    Duration longest() {
      return answers.stream().map(Answer::took).max(Duration::compareTo).orElseThrow();
    }

    /** From the end of the fault to the last request that still was not served, or not soon. */
    Duration recovery() {
      return answers.stream()
          .filter(it -> it.begun() > mended)
          .filter(it -> it.status() != 200 || it.took().compareTo(RECOVERY) > 0)
          .map(it -> Duration.ofNanos(it.begun() - mended))
          .max(Duration::compareTo)
          .orElse(Duration.ZERO);
    }

    /** What was refused once the fault was gone, and why. */
    private Map<String, Long> late() {
      return answers.stream()
          .filter(it -> it.begun() > mended && it.status() != 200)
          .collect(
              Collectors.groupingBy(
                  it -> it.kind() + it.body().replaceAll(".*/problems/([a-z-]*).*", " $1"),
                  TreeMap::new,
                  Collectors.counting()));
    }

    String figures(String name) {
      StringBuilder lines =
          new StringBuilder(
              "%s for %s: %d requests, the longest took %d ms, the last that failed began %d ms after its end%n"
                  .formatted(
                      name, LENGTH, answers.size(), longest().toMillis(), recovery().toMillis()));
      for (Kind kind : Kind.values()) {
        List<Answer> during = during(kind);
        Map<String, Long> outcomes =
            during.stream()
                .collect(
                    Collectors.groupingBy(
                        it ->
                            it.status()
                                + " "
                                + it.cacheStatus().replaceAll("acs-token-gateway; |; ttl=\\d+", ""),
                        TreeMap::new,
                        Collectors.counting()));
        List<Long> times = during.stream().map(it -> it.took().toMillis()).sorted().toList();
        lines.append(
            "  %s: %s, median %d ms, longest %d ms%n"
                .formatted(
                    kind,
                    outcomes,
                    times.isEmpty() ? 0 : times.get(times.size() / 2),
                    times.isEmpty() ? 0 : times.getLast()));
      }
      lines.append("  after its end: %s%n".formatted(late()));
      return lines.toString().stripTrailing();
    }
  }
}
