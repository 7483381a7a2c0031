package dev.acsgateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.acsgateway.failure.Failure;
import dev.acsgateway.fake.ModelAcs;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityService;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.token.NearCacheConfig;
import dev.acsgateway.token.TokenAnswer;
import dev.acsgateway.token.TokenConfig;
import dev.acsgateway.token.TokenKey;
import dev.acsgateway.token.TokenService;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Three nodes on one Redis, and an ACS that remembers what took effect when: whatever is asked,
 * revoked, erased, rotated and expires in whatever order and at the same time, what is promised
 * holds. Flights are short, so that some are taken over in the midst.
 */
class InterleavingsIT {
  private static final int NODES = 3;
  private static final int USERS = 2;
  private static final Duration FLOOR = Duration.ofMinutes(15);
  private static final TokenConfig CONFIG =
      new TokenConfig(
          FLOOR, 0.8, Duration.ofSeconds(10), new NearCacheConfig(true, 1, Duration.ofSeconds(30)));

  private final ModelAcs.Ledger acs = new ModelAcs.Ledger();
  private final Random random = new Random(4711);
  private final List<Node> nodes = new ArrayList<>();
  private final List<Future<?>> underWay = new ArrayList<>();
  private int round;
  private int rotations;
  private int asked;
  private final AtomicInteger answered = new AtomicInteger();

  /** One node. */
  private record Node(StoreFixture store, TokenService tokens, IdentityService identities) {}

  @BeforeProperty
  void open() {
    TestRedis.flush();
    for (int i = 0; i < NODES; i++) {
      StoreFixture store =
          nodes.isEmpty()
              ? new StoreFixture(TestRedis.url(), Optional.empty())
              : nodes.getFirst().store().anotherNode("node-" + i);
      ModelAcs client =
          new ModelAcs(store.vertx, store.clock, store.store.issuingKeys()::signing, acs, random);
      nodes.add(
          new Node(
              store,
              new TokenService(
                  store.vertx,
                  store.store.tokenCache(),
                  store.store.tokenFlights(),
                  store.store.invalidations(),
                  client,
                  client,
                  store.store.issuingKeys(),
                  CONFIG,
                  store.clock),
              new IdentityService(store.store.identityLedger(), client, store.clock)));
    }
    await().until(() -> nodes.stream().allMatch(it -> it.store().store.invalidations().upToDate()));
    StoreFixture.await(nodes.getFirst().store().store.issuingKeys().settle());
  }

  @AfterProperty
  void close() {
    assertThat(answered.get()).as("answers to %d requests", asked).isGreaterThan(asked * 3 / 4);
    nodes.forEach(node -> node.store().close());
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void whateverHappensAtTheSameTimeWhatIsPromisedHolds(
      @ForAll @Size(min = 5, max = 60) List<@IntRange(min = 0, max = 9_999) Integer> steps) {
    round++;
    steps.forEach(this::begin);
    settle();
    everyIdentityIsOwnedByOneUserOrFiled();
  }

  private void begin(int step) {
    Node node = nodes.get(step / 100 % NODES);
    UserId user = new UserId("user-" + round + "-" + step / 1000 % USERS);
    switch (step % 20) {
      case 14, 15 -> underWay.add(expected(node.identities().revoke(user)));
      case 16 -> underWay.add(expected(node.identities().erase(user)));
      case 17 -> settle();
      case 18 -> {
        settle();
        nodes.forEach(each -> each.store().clock.advance(Duration.ofMinutes(step % 1500)));
      }
      case 19 -> rotate(node);
      default -> underWay.add(expected(ask(node, user)));
    }
  }

  private Future<TokenAnswer> ask(Node node, UserId user) {
    int begunAt = acs.now();
    asked++;
    return node.tokens()
        .token(new TokenKey(user, TokenScopes.of("chat"), TokenLifetime.DEFAULT))
        .map(
            answer -> {
              assertThat(acs.diedAt(new JsonObject(answer.body()).getString("token")))
                  .isGreaterThan(begunAt);
              assertThat(answer.remaining(node.store().clock.instant()))
                  .isGreaterThanOrEqualTo(FLOOR);
              answered.incrementAndGet();
              return answer;
            });
  }

  /** As an operator does it: the other key in use everywhere, then the former one regenerated. */
  private void rotate(Node node) {
    settle();
    String former = node.store().store.issuingKeys().signing();
    String other = StoreFixture.ACCESS_KEYS.get(++rotations);
    StoreFixture.await(node.store().store.issuingKeys().use(other, node.store().clock.instant()));
    await()
        .until(
            () ->
                nodes.stream()
                    .allMatch(it -> it.store().store.issuingKeys().signing().equals(other)));
    acs.regenerate(former);
  }

  /** Some requests fail, since a user is being changed; what fails otherwise is a fault. */
  private static Future<?> expected(Future<?> done) {
    return done.<Object>map(it -> it)
        .recover(e -> e instanceof Failure ? Future.succeededFuture() : Future.failedFuture(e));
  }

  private void settle() {
    StoreFixture.await(Future.join(List.copyOf(underWay)));
    underWay.clear();
  }

  private void everyIdentityIsOwnedByOneUserOrFiled() {
    List<String> owned =
        IntStream.rangeClosed(1, round)
            .boxed()
            .flatMap(
                r -> IntStream.range(0, USERS).mapToObj(u -> new UserId("user-" + r + "-" + u)))
            .map(
                user ->
                    StoreFixture.await(nodes.getFirst().store().store.identityLedger().find(user)))
            .flatMap(Optional::stream)
            .flatMap(found -> found.identity().stream())
            .map(Identity::id)
            .toList();
    assertThat(owned).doesNotHaveDuplicates();
    Set<String> filed = new TreeSet<>();
    for (int shard = 0; shard < 16; shard++) {
      TestRedis.send("ZRANGE gw:{" + shard + "}:orphans 0 -1").lines().forEach(filed::add);
    }
    assertThat(filed).doesNotContainAnyElementsOf(owned);
    Set<String> known = new TreeSet<>(owned);
    known.addAll(filed);
    assertThat(known).containsAll(acs.identities());
  }
}
