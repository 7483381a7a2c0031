package dev.acsgateway;

import static dev.acsgateway.CleanupJobs.count;
import static dev.acsgateway.CleanupJobs.forReal;
import static dev.acsgateway.CleanupJobs.looked;
import static dev.acsgateway.CleanupJobs.olderThan;
import static dev.acsgateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.emulator.control.Fault;
import dev.acsgateway.emulator.control.Latency;
import dev.acsgateway.emulator.control.Operation;
import dev.acsgateway.emulator.control.Outcome;
import dev.acsgateway.emulator.state.AcsResource;
import dev.acsgateway.fake.ShiftedClock;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.redis.OrphanSeed;
import dev.acsgateway.redis.StoreFixture;
import dev.acsgateway.redis.TestRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Clean-up on real nodes. {@code -Dcleanup.test.users=100000} sets how many users the largest test
 * has; three fifths of them are idle.
 */
@Tag("topology")
class CleanupIT {
  private static final int USERS = Integer.getInteger("cleanup.test.users", 5_000);
  private static final int IDLE = USERS / 5 * 3;
  private static final Duration AGE = Duration.ofDays(40);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration SOON = Duration.ofSeconds(30);

  private final ShiftedClock clock = new ShiftedClock(AGE.negated());
  private GatewayFixture gateway;
  private Population population;
  private CleanupJobs jobs;

  @BeforeEach
  void start() {
    gateway = new GatewayFixture();
    gateway.emulator.controls().clock().advance(AGE.negated());
    population = new Population(gateway.emulator, TestRedis.url());
    gateway.withNode(config(), clock).withNode(config(), clock);
    jobs = new CleanupJobs(gateway::admin);
  }

  private JsonObject config() {
    return gateway
        .config()
        .put("quota", JsonObject.of("enabled", false))
        .put("cleanup", JsonObject.of("poll-interval", "200ms", "lease", "2s"));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  /** Time goes by, for the nodes and for ACS. */
  private void pass(Duration time) {
    clock.advance(time);
    gateway.emulator.controls().clock().advance(time);
  }

  private HttpResponse<String> token(String user) {
    return gateway.api("POST", "/v1/users/" + user + "/token", "");
  }

  private static Set<String> hashes(Set<String> users) {
    return users.stream().map(user -> new UserId(user).hash()).collect(Collectors.toSet());
  }

  /** What the ledger says, user by user, by hash. */
  private static Map<String, String> ledger() {
    try (StoreFixture store = StoreFixture.lookingAt(TestRedis.url(), Population.SHARDS)) {
      return Population.owners(store.store.cleanupLedger());
    }
  }

  private long deletions(Outcome outcome) {
    return gateway.emulator.calls().count(Operation.DELETE, outcome);
  }

  @Test
  void deletesExactlyWhoIsIdleAndWhoeverComesBackHasAWorkingIdentityAlways() {
    population.add("idle", IDLE - 50, clock.instant());
    List<String> issued = IntStream.range(0, 100).mapToObj(i -> "real-" + i).toList();
    issued.forEach(user -> assertThat(token(user).statusCode()).isEqualTo(200));
    pass(AGE);
    population.add("busy", USERS - IDLE - 50, clock.instant());
    issued.subList(0, 50).forEach(user -> assertThat(token(user).statusCode()).isEqualTo(200));

    JsonObject dryRun =
        jobs.untilState(
            jobs.start(olderThan(Duration.ofDays(30)).put("dryRun", true)), SOON, "completed");
    assertThat(count(dryRun, "left")).isEqualTo(IDLE);
    assertThat(dryRun.getJsonArray("sample")).hasSize(10);
    assertThat(deletions(Outcome.DONE)).isZero();

    String job = jobs.start(forReal(olderThan(Duration.ofDays(30))));
    jobs.until(job, SOON, it -> looked(it) > 0);
    CompletableFuture<JsonObject> over =
        CompletableFuture.supplyAsync(
            () -> jobs.untilState(job, PATIENCE, "completed"), Thread::startVirtualThread);
    Map<String, String> tokens = comeBack(over);
    JsonObject done = over.join();

    assertThat(count(done, "total")).isEqualTo(IDLE);
    assertThat(count(done, "failed")).isZero();
    assertThat(count(done, "alreadyGone")).isZero();
    assertThat(deletions(Outcome.DONE)).isEqualTo(count(done, "done"));
    assertThat(deletions(Outcome.INVALID)).isZero();
    assertThat(tokens).isNotEmpty();
    assertThat(tokens.values())
        .allSatisfy(
            token -> assertThat(gateway.emulator.controls().introspect(token).active()).isTrue());

    Map<String, String> ledger = ledger();
    assertThat(new HashSet<>(ledger.values())).isEqualTo(population.alive());
    Set<String> remain = new HashSet<>(population.named("busy").keySet());
    remain.addAll(issued.subList(0, 50));
    remain.addAll(tokens.keySet());
    assertThat(ledger.keySet()).isEqualTo(hashes(remain));
    assertThat(ledger).containsAllEntriesOf(population.hashed("busy"));
    System.out.printf(
        "Clean-up of %d among %d users: %s, %d came back%n",
        IDLE,
        USERS,
        Duration.between(
            Instant.parse(done.getString("createdAt")),
            Instant.parse(done.getString("finishedAt"))),
        tokens.size());
  }

  /** Idle users ask for tokens, on both nodes, as long as the job runs. */
  private Map<String, String> comeBack(CompletableFuture<JsonObject> over) {
    Map<String, String> tokens = new HashMap<>();
    int step = Math.max(1, (IDLE - 50) / 500);
    for (int i = 0; i < IDLE - 50 && !over.isDone(); i += step) {
      String user = "idle-" + i;
      HttpResponse<String> answer = gateway.api(i % 2, "POST", "/v1/users/" + user + "/token", "");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      tokens.put(user, json(answer).getString("token"));
    }
    return tokens;
  }

  @Test
  void aPauseAndACancellationTakeEffectWithinOneBatch() {
    population.add("idle", 600, clock.instant());
    pass(AGE);
    slowDown();
    String job = jobs.start(forReal(olderThan(Duration.ofDays(30))));
    jobs.until(job, SOON, it -> count(it, "done") >= 40);

    JsonObject told = jobs.order(job, "pause");
    JsonObject paused = jobs.untilState(job, SOON, "paused");
    assertThat(count(paused, "done")).isBetween(40L, count(told, "done") + 16);
    assertThat(deletions(Outcome.DONE)).isEqualTo(count(paused, "done"));
    await()
        .during(Duration.ofSeconds(1))
        .atMost(SOON)
        .until(() -> deletions(Outcome.DONE) == count(paused, "done"));

    jobs.order(job, "resume");
    jobs.until(job, SOON, it -> count(it, "done") >= count(paused, "done") + 40);
    JsonObject toldToEnd = jobs.order(job, "cancel");
    JsonObject cancelled = jobs.untilState(job, SOON, "cancelled");
    assertThat(count(cancelled, "done")).isLessThanOrEqualTo(count(toldToEnd, "done") + 16);
    assertThat(count(cancelled, "left")).isPositive();
    assertThat(population.alive()).hasSize(600 - (int) count(cancelled, "done"));
    assertThat(new HashSet<>(ledger().values())).isEqualTo(population.alive());
  }

  private void slowDown() {
    gateway
        .emulator
        .controls()
        .latency()
        .set(Operation.DELETE, Latency.fixed(Duration.ofMillis(50)));
  }

  @Test
  void keepsToTheLimitAndTheRate() {
    population.add("idle", 50, clock.instant());
    pass(AGE);
    String job =
        jobs.start(
            forReal(olderThan(Duration.ofDays(30)).put("limit", 10).put("ratePerSecond", 5)));
    JsonObject done = jobs.untilState(job, SOON, "completed");
    assertThat(count(done, "total")).isEqualTo(10);
    assertThat(count(done, "done")).isEqualTo(10);
    assertThat(
            Duration.between(
                Instant.parse(done.getString("createdAt")),
                Instant.parse(done.getString("finishedAt"))))
        .isGreaterThan(Duration.ofMillis(1_700));
    assertThat(population.alive()).hasSize(40);
  }

  @Test
  void deletesTheUsersAndIdentitiesOfALongUpload() {
    population.add("idle", 1_500, clock.instant());
    population.add("named", 20, clock.instant());
    String orphan = newIdentity();
    String stranger = newIdentity();
    OrphanSeed.file(orphan);
    List<String> lines = new ArrayList<>();
    IntStream.range(0, 1_400).forEach(i -> lines.add("{\"userId\":\"idle-" + i + "\"}"));
    lines.add("{\"userId\":\"nobody\"}");
    population.named("named").values().forEach(id -> lines.add(identityLine(id)));
    lines.add(identityLine(orphan));
    lines.add(identityLine(stranger));
    pass(Duration.ofHours(1));

    JsonObject dryRun = jobs.untilState(upload("dryRun=true", lines), SOON, "completed");
    assertThat(count(dryRun, "left")).isEqualTo(1_422);
    assertThat(count(dryRun, "skipped")).isEqualTo(1);
    assertThat(deletions(Outcome.DONE)).isZero();

    JsonObject done =
        jobs.untilState(upload("acknowledgeChatDeletion=true", lines), SOON, "completed");
    assertThat(count(done, "done")).isEqualTo(1_422);
    assertThat(count(done, "skipped")).isEqualTo(1);
    assertThat(population.alive()).hasSize(100);
    assertThat(new HashSet<>(ledger().values())).isEqualTo(population.alive());
    JsonObject orphans =
        jobs.untilState(
            jobs.start(JsonObject.of("orphans", true, "dryRun", true)), SOON, "completed");
    assertThat(count(orphans, "left")).isZero();
  }

  private String newIdentity() {
    AcsResource acs = gateway.emulator.controls().resources().getFirst();
    return acs.rawId(acs.create(clock.millis()));
  }

  private static String identityLine(String identity) {
    return "{\"communicationUserId\":\"" + identity + "\"}";
  }

  private String upload(String query, List<String> lines) {
    HttpResponse<String> started =
        gateway.send(
            HttpRequest.newBuilder(
                    URI.create(
                        "http://127.0.0.1:"
                            + gateway.nodes.getFirst().adminPort()
                            + CleanupJobs.ALL
                            + "/uploads?"
                            + query))
                .header("X-API-Key", gateway.allPowerful.key().value())
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines))));
    assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
    return CleanupJobs.ALL + "/" + json(started).getString("id");
  }

  @Test
  void deletesOrphans() {
    List<String> orphans = IntStream.range(0, 5).mapToObj(i -> newIdentity()).toList();
    orphans.forEach(OrphanSeed::file);
    population.add("owner", 3, clock.instant());
    JsonObject done =
        jobs.untilState(jobs.start(forReal(JsonObject.of("orphans", true))), SOON, "completed");
    assertThat(count(done, "done")).isEqualTo(5);
    assertThat(population.alive()).isEqualTo(new HashSet<>(ledger().values())).hasSize(3);
  }

  @Test
  void saysWhyAnIdentityCouldNotBeDeletedKeepsItAndTriesItAgain() {
    population.add("idle", 3, clock.instant());
    pass(AGE);
    gateway.emulator.controls().faults().next(Operation.DELETE, Fault.status(400), 1);
    String job = jobs.start(forReal(olderThan(Duration.ofDays(30))));
    JsonObject done = jobs.untilState(job, SOON, "completed");
    assertThat(count(done, "done")).isEqualTo(2);
    assertThat(count(done, "failed")).isEqualTo(1);
    JsonArray failures = json(gateway.admin("GET", job + "/failures", "")).getJsonArray("failures");
    assertThat(failures).hasSize(1);
    JsonObject failure = failures.getJsonObject(0);
    assertThat(failure.getString("reason")).isNotBlank();
    String user = failure.getString("userId");
    assertThat(json(gateway.api("GET", "/v1/users/" + user, "")).getString("state"))
        .as("ACS surely did nothing")
        .isEqualTo("active");

    jobs.order(job, "retry");
    assertThat(count(jobs.untilState(job, SOON, "completed"), "done")).isEqualTo(3);
    assertThat(population.alive()).isEmpty();
  }

  @Test
  void countsWhatAcsDoesNotKnowAnyMoreAsDoneAndAlreadyGone() {
    population.add("idle", 3, clock.instant());
    AcsResource acs = gateway.emulator.controls().resources().getFirst();
    String gone = population.named("idle").values().iterator().next();
    acs.delete(acs.guid(gone).orElseThrow(), clock.millis());
    pass(AGE);
    JsonObject done =
        jobs.untilState(jobs.start(forReal(olderThan(Duration.ofDays(30)))), SOON, "completed");
    assertThat(count(done, "done")).isEqualTo(3);
    assertThat(count(done, "alreadyGone")).isEqualTo(1);
    assertThat(ledger()).isEmpty();
  }
}
