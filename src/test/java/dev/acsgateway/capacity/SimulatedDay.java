package dev.acsgateway.capacity;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.fake.FakeActiveAccessKey;
import dev.acsgateway.fake.FakeInvalidations;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.quota.FleetQuota;
import dev.acsgateway.quota.GovernedLanes;
import dev.acsgateway.quota.Lane;
import dev.acsgateway.quota.Operation;
import dev.acsgateway.quota.QuotaConfig;
import dev.acsgateway.quota.QuotaGovernor;
import dev.acsgateway.token.CachedToken;
import dev.acsgateway.token.TokenConfig;
import dev.acsgateway.token.TokenKey;
import dev.acsgateway.token.TokenService;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A day of three nodes with the defaults of every setting. The token service, its refreshes, the
 * lanes and their queues are the real ones; Redis and ACS are simulated. The day before passes
 * first, so that it begins as days do.
 */
final class SimulatedDay {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final int NODES = 3;
  private static final TokenScopes SCOPES = TokenScopes.of("chat", "voip");

  final SimulatedAcs acs;
  private final VirtualTime time = new VirtualTime(START);
  private final SplittableRandom random = new SplittableRandom(42);
  private final Demand demand;
  private final SimulatedStore store = new SimulatedStore(time);
  private final List<TokenService> nodes;
  private Waits waits = new Waits();
  private int users;

  /**
   * @param permits calls that ACS takes of each operation in 30 s
   */
  SimulatedDay(Demand demand, int permits) {
    this.demand = demand;
    QuotaConfig quota = quota(permits);
    this.acs = new SimulatedAcs(time, quota, random.split());
    QuotaGovernor shared = FleetQuota.of(quota, time);
    this.nodes = Stream.generate(() -> node(quota, shared)).limit(NODES).toList();
    for (users = 0; users < demand.users(); users++) {
      store.put(user(users), tokenOfTheDayBefore());
    }
  }

  private static QuotaConfig quota(int permits) {
    JsonObject each = new JsonObject();
    Arrays.stream(Operation.values()).forEach(it -> each.put(it.wireName(), permits));
    return ConfigReader.read(
        JsonObject.of("quota", JsonObject.of("permits", each)),
        Map.of(),
        root -> QuotaConfig.from(root.section("quota")));
  }

  /** Without a near cache, which spares Redis, but never ACS. */
  private TokenService node(QuotaConfig quota, QuotaGovernor shared) {
    TokenConfig config =
        ConfigReader.read(
            JsonObject.of("token", JsonObject.of("near-cache", JsonObject.of("enabled", false))),
            Map.of(),
            root -> TokenConfig.from(root.section("token")));
    Vertx vertx = time.vertx();
    GovernedLanes lanes = new GovernedLanes(vertx, acs, shared, quota, time);
    return new TokenService(
        vertx,
        store,
        store,
        new FakeInvalidations(),
        lanes.inLane(Lane.INTERACTIVE),
        lanes.inLane(Lane.REFRESH),
        new FakeActiveAccessKey(call -> {}),
        config,
        time);
  }

  private CachedToken tokenOfTheDayBefore() {
    Instant issuedAt = demand.theDayBefore(START, random);
    AccessToken token = new AccessToken("simulated", issuedAt.plus(DAY));
    return new CachedToken(acs.newIdentity(), token, issuedAt, 0, "key-1");
  }

  private static UserId user(int number) {
    return new UserId("user-" + number);
  }

  /** How requests fare on the second day. */
  Waits run() {
    ask();
    time.passUntil(START.plus(DAY));
    waits = new Waits();
    time.passUntil(START.plus(DAY).plus(DAY));
    return waits;
  }

  private void ask() {
    time.after(
        demand.pause(time.instant(), random),
        () -> {
          ask();
          int asking = demand.isOfSomebodyNew(random) ? users++ : random.nextInt(users);
          Instant asked = time.instant();
          Waits told = waits;
          nodes
              .get(random.nextInt(NODES))
              .token(new TokenKey(user(asking), SCOPES, TokenLifetime.DEFAULT))
              .onSuccess(answer -> told.served(Duration.between(asked, time.instant())))
              .onFailure(failure -> told.refused());
        });
  }
}
