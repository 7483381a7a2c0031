package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.SteadyLoad.Answer;
import dev.acsgateway.SteadyLoad.Answer.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of outages under steady load. The same three nodes go through all of it, without a
 * restart. Each fault lasts until all nodes have noticed and some seconds more, and is over when
 * all are served again, however busy the machine is. The nightly build gives a fault more time and
 * its end less: {@code -Dtest.long=true -Doutage.test.length=PT60S -Doutage.test.recovery=PT2S} is
 * for a machine that has nothing else to do; the figures go to standard output.
 */
@Tag("fault")
class OutageUnderLoadIT {
  /** How long answers are looked at, once a fault was noticed. */
  private static final Duration LENGTH =
      LongRun.choose(
          Duration.ofSeconds(4), Duration.parse(System.getProperty("outage.test.length", "PT10S")));

  private static final Duration CALM = LongRun.choose(Duration.ofSeconds(1), Duration.ofSeconds(3));

  /** Both breakers open at about the same time. */
  private static final Duration ALL_OF_IT = Duration.ofMillis(1500);

  /** Two seconds are promised, and held by a machine that has nothing else to do. */
  private static final Duration RECOVERY =
      LongRun.choose(
          Duration.ofSeconds(60),
          Duration.parse(System.getProperty("outage.test.recovery", "PT6S")));

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration NEAR_MAX_AGE = Duration.ofSeconds(30);

  /** The request deadline of a node and time for the answer to come, or a client's patience. */
  private static final Duration LONGEST_ANSWER =
      LongRun.choose(SteadyLoad.PATIENCE, Duration.ofSeconds(11));

  /** Less than a request may take that waits until its deadline, ten seconds. */
  private static final Duration AT_ONCE =
      LongRun.choose(Duration.ofSeconds(8), Duration.ofSeconds(2));

  private static final Duration SLOW_REDIS = Duration.ofMillis(200);

  private static final long MORE_HEAP_BYTES = 8 << 20;
  private static final int MORE_THREADS = 4;
  private static final int MORE_DESCRIPTORS = 32;

  private static final Predicate<Answer> SERVED = status(200);
  private static final Predicate<Answer> REFUSED = refusedWithin(AT_ONCE);

  @TempDir private static Path directory;
  private static FaultyDeployment nodes;

  @BeforeAll
  static void start() throws IOException {
    nodes = new FaultyDeployment(directory);
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  @Test
  void withoutAcsWhatIsCachedIsServedAndTheRestRefusedAtOnce() {
    Outage outage = outage("ACS down", nodes::cutAcsOff, nodes::reachAcsAgain, "degraded");

    outage.meets(Kind.REMEMBERED, SERVED);
    outage.meets(Kind.SHARED, SERVED.and(from("detail=redis")));
    outage.meets(Kind.KNOWN, REFUSED.and(because("acs-unavailable")));
    outage.meets(Kind.STRANGER, REFUSED.and(because("acs-unavailable")));
  }

  @Test
  void anAcsThatHangsCostsOnlyThoseTheirTimeWhoTryIt() {
    Outage outage = outage("ACS hanging", nodes::hangAcs, nodes::freeAcs, "degraded");

    outage.meets(Kind.REMEMBERED, SERVED);
    outage.meets(Kind.SHARED, SERVED.and(from("detail=redis")));
    Predicate<Answer> trial = because("acs-timeout");
    outage.meets(Kind.KNOWN, REFUSED.or(trial));
    outage.meets(Kind.STRANGER, REFUSED.or(trial));
    assertThat(outage.share(Kind.KNOWN, REFUSED)).isGreaterThan(0.7);
    assertThat(outage.share(Kind.STRANGER, REFUSED)).isGreaterThan(0.7);
  }

  @Test
  void withoutRedisTokensAreIssuedForWhomANodeKnowsAndNobodyGetsANewIdentity() {
    assertServesWithoutRedis(
        outage("Redis down", nodes::stopRedis, nodes::startRedisAgain, "degraded"));
  }

  @Test
  void aRedisThatIsSilentIsNoRedis() {
    assertServesWithoutRedis(
        outage("Redis silent", nodes::pauseRedis, nodes::resumeRedis, "degraded"));
  }

  private static void assertServesWithoutRedis(Outage outage) {
    outage.meets(Kind.REMEMBERED, SERVED);
    outage.meets(Kind.SHARED, REFUSED.and(because("store-unavailable")));
    outage.meets(Kind.KNOWN, SERVED.and(from("fwd=miss")));
    outage.meets(Kind.STRANGER, REFUSED.and(because("store-unavailable")));
    assertThat(outage.identitiesMade()).isZero();
  }

  @Test
  void aSlowRedisIsUsedAllTheSameAndNearHitsDoNotFeelIt() {
    Outage outage =
        outage(
            "Redis slow",
            () -> nodes.delayRedis(SLOW_REDIS),
            () -> nodes.delayRedis(Duration.ZERO),
            "ready");

    outage.meets(Kind.REMEMBERED, SERVED);
    // Whoever asks Redis takes longer, each time.
    assertThat(outage.share(Kind.REMEMBERED, from("detail=near").and(within(SLOW_REDIS))))
        .isGreaterThan(LongRun.choose(0.5, 0.9));
    outage.meets(Kind.SHARED, SERVED.and(from("detail=redis")));
    outage.meets(Kind.KNOWN, SERVED.and(from("fwd=miss")));
    outage.meets(Kind.STRANGER, SERVED.and(from("fwd=miss")));
  }

  @Test
  void withoutBothWhatANodeRemembersIsServedWhileItMayRememberIt() {
    Outage outage =
        outage(
            "both down",
            () -> {
              nodes.stopRedis();
              nodes.cutAcsOff();
            },
            () -> {
              nodes.startRedisAgain();
              nodes.reachAcsAgain();
            },
            "degraded");

    Predicate<Answer> remembered = SERVED.and(from("detail=near"));
    outage.meets(
        Kind.REMEMBERED,
        answer ->
            REFUSED.test(answer)
                || (remembered.test(answer) && outage.after(answer).compareTo(NEAR_MAX_AGE) < 0));
    assertThat(outage.share(Kind.REMEMBERED, remembered)).isPositive();
    outage.meets(Kind.SHARED, REFUSED);
    outage.meets(Kind.KNOWN, REFUSED);
    outage.meets(Kind.STRANGER, REFUSED);
    assertThat(outage.identitiesMade()).isZero();
  }

  private static Predicate<Answer> status(int status) {
    return answer -> answer.status() == status;
  }

  private static Predicate<Answer> within(Duration time) {
    return answer -> answer.took().compareTo(time) < 0;
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

  /** Lets one fault strike and pass, and holds it to what holds for all of them. */
  private static Outage outage(String name, Runnable strike, Runnable mend, String health) {
    SteadyLoad load = nodes.load(LENGTH.plus(CALM.multipliedBy(4)).plusSeconds(8));
    load.start();
    pass(CALM);
    load.stop();
    awaitHealth("ready");
    List<ResourceUsage> before = nodes.footprints();
    load.start();
    pass(CALM);

    strike.run();
    long struck = System.nanoTime();
    awaitHealth(health);
    pass(ALL_OF_IT);
    long noticed = System.nanoTime();
    long made = nodes.identitiesMade();
    pass(LENGTH);
    assertThat(nodes.health()).as("health while " + name).containsOnly(health);
    long identitiesMade = nodes.identitiesMade() - made;
    long mending = System.nanoTime();
    mend.run();
    long mended = System.nanoTime();
    await("recovery from " + name).atMost(RECOVERY).until(() -> load.allIsServed(mended));
    pass(CALM);
    load.stop();

    Outage outage = new Outage(load.answers(), struck, noticed, mending, mended, identitiesMade);
    System.out.println(outage.figures(name + " for " + LENGTH));
    assertThat(outage.longest()).isLessThan(LONGEST_ANSWER);
    assertThat(
            outage.answers().stream().filter(it -> !List.of(200, 503, 504).contains(it.status())))
        .isEmpty();
    awaitHealth("ready");
    assertHolds(name, before);
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(nodes::assertAddsUp);
    return outage;
  }

  private static void awaitHealth(String expected) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(nodes.health()).containsOnly(expected));
  }

  private static void pass(Duration time) {
    await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
  }

  /**
   * Live heap grows by no more than the caches may, which see new users all the time; threads by
   * next to none outside pools of a fixed size, however long the fault lasts; descriptors by no
   * more than the connections to ACS that the pool may keep.
   */
  private static void assertHolds(String name, List<ResourceUsage> before) {
    List<ResourceUsage> after = nodes.footprints();
    for (int i = 0; i < before.size(); i++) {
      System.out.printf("  %s, node %d: %s -> %s%n", name, i, before.get(i), after.get(i));
      assertThat(after.get(i).heapBytes() - before.get(i).heapBytes()).isLessThan(MORE_HEAP_BYTES);
      assertThat(after.get(i).threads())
          .as("threads, of which there were %s", before.get(i).threads())
          .hasSizeLessThan(before.get(i).threads().size() + MORE_THREADS);
      assertThat(after.get(i).descriptors() - before.get(i).descriptors())
          .isLessThan(MORE_DESCRIPTORS);
    }
  }
}
