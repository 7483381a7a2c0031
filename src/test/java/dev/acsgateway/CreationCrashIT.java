package dev.acsgateway;

import static dev.acsgateway.redis.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.acs.AcsConfig;
import dev.acsgateway.acs.SdkIdentityClient;
import dev.acsgateway.cleanup.CleanupConfig;
import dev.acsgateway.cleanup.CleanupRequest;
import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.cleanup.CleanupSpeed;
import dev.acsgateway.cleanup.CleanupState;
import dev.acsgateway.cleanup.CleanupTarget;
import dev.acsgateway.cleanup.CleanupVerticle;
import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.emulator.AcsEmulator;
import dev.acsgateway.fake.Crash;
import dev.acsgateway.fake.MortalNode;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
import dev.acsgateway.ledger.LedgerRepair;
import dev.acsgateway.ledger.LedgerSize;
import dev.acsgateway.ledger.RepairStep;
import dev.acsgateway.ledger.RepairTally;
import dev.acsgateway.redis.StoreFixture;
import dev.acsgateway.token.TokenAnswer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A thousand first requests for one new user on three nodes, of which some die on the way. A node
 * that dies answers nobody any more, and nothing that it asked for reaches it.
 */
@Tag("fault")
class CreationCrashIT {
  private static final int REQUESTS = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AcsEmulator emulator = new AcsEmulator();
  private final Vertx vertx = Vertx.vertx();
  private final List<StoreFixture> stores = new ArrayList<>();
  private SdkIdentityClient acs;

  @BeforeEach
  void start() {
    await(vertx.deployVerticle(emulator));
    JsonObject settings =
        new JsonObject()
            .put("connection-string", emulator.connectionString())
            .put("timeout", "30s")
            .put("trust-certificate", emulator.caFile().toString());
    acs = SdkIdentityClient.create(vertx, ConfigReader.read(settings, Map.of(), AcsConfig::from));
    stores.add(new StoreFixture());
    stores.add(stores.getFirst().anotherNode("second"));
    stores.add(stores.getFirst().anotherNode("third"));
    stores.forEach(
        store -> store.clock.advance(Duration.between(store.clock.instant(), Instant.now())));
  }

  @AfterEach
  void stop() {
    stores.forEach(StoreFixture::close);
    await(vertx.close());
  }

  @ParameterizedTest
  @EnumSource(Crash.class)
  void aNodeThatDiesAtAnyStepCostsNobodyElseAnAnswerAndTheLedgerAddsUp(Crash crash) {
    Outcome outcome = herd(List.of(crash));

    assertAddsUp(outcome, List.of(crash));
  }

  /** After a commit nobody makes an identity any more. */
  static Stream<List<Crash>> pairs() {
    return Stream.of(Crash.BEFORE_INTENT, Crash.AFTER_INTENT, Crash.AFTER_ACS)
        .flatMap(first -> Stream.of(Crash.values()).map(second -> List.of(first, second)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void twoNodesThatDieOneAfterTheOtherLeaveTheThirdToAnswer(List<Crash> crashes) {
    Outcome outcome = herd(crashes);

    assertAddsUp(outcome, crashes);
  }

  @Test
  void aNodeThatWasOnlyHeldUpFilesTheIdentityThatItBringsTooLate() {
    MortalNode heldUp =
        new MortalNode(stores.getFirst(), acs, new ArrayList<>(List.of(Crash.AFTER_ACS)));
    Future<TokenAnswer> late = heldUp.ask();
    await().atMost(PATIENCE).until(heldUp::isDead);
    MortalNode other = new MortalNode(stores.getLast(), acs, new ArrayList<>());
    Identity served = await(other.ask()).identity();

    heldUp.comeBack();

    assertThat(await(late).identity()).isEqualTo(served);
    RepairTally tally = reconcile(Duration.ofDays(1));
    assertThat(tally.left().users()).isEqualTo(1);
    assertThat(tally.left().orphans()).isEqualTo(1);
    assertThat(tally.left().intents()).as("it is known by now what it made").isZero();
    assertThat(identitiesAtAcs()).isEqualTo(2);
  }

  /** What a herd got. */
  private record Outcome(List<MortalNode> nodes, List<Identity> served) {}

  /** The first nodes that get so far die, in this order; the others answer. */
  private Outcome herd(List<Crash> crashes) {
    List<Crash> waiting = new ArrayList<>(crashes);
    List<MortalNode> nodes =
        stores.stream().map(store -> new MortalNode(store, acs, waiting)).toList();
    List<List<Future<TokenAnswer>>> asked =
        IntStream.range(0, nodes.size())
            .<List<Future<TokenAnswer>>>mapToObj(i -> new ArrayList<>())
            .toList();
    for (int i = 0; i < REQUESTS; i++) {
      asked.get(i % nodes.size()).add(nodes.get(i % nodes.size()).ask());
    }
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                IntStream.range(0, nodes.size())
                    .allMatch(i -> nodes.get(i).isDead() || all(asked.get(i))));
    List<Identity> served =
        asked.stream()
            .flatMap(List::stream)
            .filter(Future::succeeded)
            .map(answer -> answer.result().identity())
            .toList();
    return new Outcome(nodes, served);
  }

  private static boolean all(List<Future<TokenAnswer>> asked) {
    return asked.stream().allMatch(Future::isComplete);
  }

  private void assertAddsUp(Outcome outcome, List<Crash> crashes) {
    long dead = outcome.nodes().stream().filter(MortalNode::isDead).count();
    assertThat(dead).isEqualTo(crashes.size());
    assertThat(outcome.served()).hasSizeGreaterThanOrEqualTo(REQUESTS / stores.size());
    assertThat(outcome.served().stream().distinct()).hasSize(1);
    UserRecord user =
        await(stores.getFirst().store.identityLedger().find(StoreFixture.ALICE)).orElseThrow();
    assertThat(user.state()).isEqualTo(UserState.ACTIVE);
    assertThat(user.identity()).contains(outcome.served().getFirst());

    long neverAsked = crashes.stream().filter(crash -> crash == Crash.AFTER_INTENT).count();
    // On a busy machine a survivor may overrun its flight, and file an orphan after all are served.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              LedgerSize left = reconcile(Duration.ofDays(1)).left();
              assertThat(left.users()).isEqualTo(1);
              assertThat(identitiesAtAcs() + neverAsked)
                  .as("identities at ACS, and intents of which ACS never heard")
                  .isEqualTo(left.users() + left.orphans() + left.intents());
            });
    assertNothingIsLeftOver(crashes);
  }

  /**
   * Orphans are deleted, intents given up once none of them can come back. What a node made that
   * died before it could say so is nobody's: ACS cannot be asked for it.
   */
  private void assertNothingIsLeftOver(List<Crash> crashes) {
    RepairTally repair = reconcile(Duration.ofHours(-1));
    deleteOrphans();

    long neverTold = crashes.stream().filter(crash -> crash == Crash.AFTER_ACS).count();
    long neverAsked = crashes.stream().filter(crash -> crash == Crash.AFTER_INTENT).count();
    assertThat(repair.forgottenIntents()).isEqualTo(neverTold + neverAsked);
    assertThat(reconcile(Duration.ofDays(1)).left()).isEqualTo(new LedgerSize(1, 0, 0));
    assertThat(identitiesAtAcs())
        .as("the user's, and those of which no node lived to tell")
        .isEqualTo(1 + neverTold);
  }

  private void deleteOrphans() {
    StoreFixture node = stores.getFirst();
    CleanupConfig config =
        new CleanupConfig(
            Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofDays(1), List.of());
    await(
        node.vertx.deployVerticle(
            new CleanupVerticle(
                node.store.jobStore(),
                node.store.jobWork(),
                node.store.cleanupLedger(),
                acs,
                config,
                node.clock),
            new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
    CleanupService cleanups =
        new CleanupService(
            node.vertx,
            node.store.jobStore(),
            new CleanupSpeed(Optional.empty()),
            node.clock,
            () -> "orphans");
    await(
        cleanups.start(
            new CleanupRequest(
                new CleanupTarget.Orphans(), false, Optional.empty(), Optional.empty(), true)));
    await()
        .atMost(PATIENCE)
        .until(() -> await(cleanups.find("orphans")).state() == CleanupState.COMPLETED);
    assertThat(await(cleanups.find("orphans")).counts().failed()).isZero();
  }

  private RepairTally reconcile(Duration intentsOlderThan) {
    LedgerRepair repair = stores.getFirst().store.ledgerRepair();
    Instant before = Instant.now().minus(intentsOlderThan);
    RepairTally tally = RepairTally.NONE;
    Optional<String> cursor = Optional.of(LedgerRepair.START);
    while (cursor.isPresent()) {
      RepairStep step = await(repair.step(cursor.get(), before));
      tally = tally.plus(step.tally());
      cursor = step.next();
    }
    return tally;
  }

  private long identitiesAtAcs() {
    return emulator
        .controls()
        .exportState()
        .filter(line -> line.containsKey("ordinal") && !line.containsKey("deletedAt"))
        .count();
  }
}
