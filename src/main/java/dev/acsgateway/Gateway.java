package dev.acsgateway;

import dev.acsgateway.acs.AcsCredential;
import dev.acsgateway.acs.Breakers;
import dev.acsgateway.acs.ResilientIdentityClient;
import dev.acsgateway.acs.SwitchedIdentityClient;
import dev.acsgateway.audit.AuditTrail;
import dev.acsgateway.authentication.ApiKeyFactory;
import dev.acsgateway.authentication.ApiKeyService;
import dev.acsgateway.authentication.ApiKeySync;
import dev.acsgateway.authentication.Authenticator;
import dev.acsgateway.authentication.ConfiguredApiKeys;
import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.cleanup.CleanupVerticle;
import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.failure.WrongResource;
import dev.acsgateway.health.Health;
import dev.acsgateway.health.Probe;
import dev.acsgateway.http.AdminRoutes;
import dev.acsgateway.http.ApiRoutes;
import dev.acsgateway.http.Gatekeeper;
import dev.acsgateway.http.ListenerVerticle;
import dev.acsgateway.http.RateLimits;
import dev.acsgateway.http.RequestIds;
import dev.acsgateway.http.audit.Auditor;
import dev.acsgateway.http.ledger.LedgerHandlers;
import dev.acsgateway.http.stats.AcsStats;
import dev.acsgateway.http.stats.LedgerStats;
import dev.acsgateway.http.stats.StatsHandler;
import dev.acsgateway.http.stats.StatsSection;
import dev.acsgateway.identity.BoundIdentityClient;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityService;
import dev.acsgateway.identity.KeyRotation;
import dev.acsgateway.identity.ResourceChange;
import dev.acsgateway.identity.ResourceGuard;
import dev.acsgateway.quota.GovernedLanes;
import dev.acsgateway.quota.Lane;
import dev.acsgateway.quota.Operation;
import dev.acsgateway.quota.QuotaBudget;
import dev.acsgateway.redis.IncompatibleStore;
import dev.acsgateway.redis.RedisStore;
import dev.acsgateway.telemetry.Metrics;
import dev.acsgateway.token.TokenService;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node: the composition root. Everything is built, deployed and closed here. */
public final class Gateway {
  private static final Logger log = LoggerFactory.getLogger(Gateway.class);

  private final Vertx vertx;
  private final RedisStore store;
  private final ResourceGuard resource;
  private final Metrics metrics;
  private final Health health;
  private final List<ListenerVerticle> api;
  private final ListenerVerticle admin;
  private final CleanupVerticle cleanup;
  private final ApiKeySync keySync;
  private final Deque<String> deployed = new ConcurrentLinkedDeque<>();

  private Gateway(Vertx vertx, GatewayConfig config, ResourceChange change) {
    this.vertx = vertx;
    InstantSource clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    RandomIds ids = new RandomIds(random);
    RequestIds requestIds = new RequestIds(random);

    metrics = new Metrics();
    List<String> accessKeys =
        config.acs().credentials().stream().map(AcsCredential::fingerprint).toList();
    store = new RedisStore(vertx, config.redis(), config.cleanup(), accessKeys, clock, random, ids);
    metrics.redisUp(store::isUp);
    health =
        new Health(vertx, List.of(new Probe("redis", () -> Future.succeededFuture(store.isUp()))));
    GovernedLanes lanes =
        new GovernedLanes(
            vertx,
            metrics.metered(
                SwitchedIdentityClient.create(vertx, config.acs(), store.issuingKeys())),
            store.quotaGovernor(config.quota()),
            config.quota(),
            clock);
    Breakers breakers = new Breakers(config.resilience().breaker(), clock);
    metrics.acs(() -> lanes.budgets().map(Gateway::remaining), openness(breakers));
    Function<Lane, IdentityClient> anyResource =
        lane ->
            new ResilientIdentityClient(
                lanes.inLane(lane), vertx, breakers, config.resilience().retry(), clock, random);
    resource =
        new ResourceGuard(
            anyResource.apply(Lane.INTERACTIVE),
            store.resourceBinding(),
            config.acs().account().endpoint().getAuthority(),
            change);
    Function<Lane, IdentityClient> acs =
        lane -> new BoundIdentityClient(anyResource.apply(lane), resource);
    AuditTrail audit = store.auditTrail(config.audit());
    ConfiguredApiKeys configuredKeys = new ConfiguredApiKeys(config.authentication().apiKeys());
    keySync =
        new ApiKeySync(
            configuredKeys, store.apiKeyStore(), config.authentication().keySync(), clock);
    ApiKeyService keys =
        new ApiKeyService(
            configuredKeys, store.apiKeyStore(), keySync, new ApiKeyFactory(random), clock);
    Gatekeeper gatekeeper =
        new Gatekeeper(
            Authenticator.create(vertx, config.authentication(), keySync, clock),
            new RateLimits(config.limits(), clock),
            new Auditor(audit, clock));

    TokenService tokens =
        new TokenService(
            vertx,
            store.tokenCache(),
            store.tokenFlights(),
            store.invalidations(),
            acs.apply(Lane.INTERACTIVE),
            acs.apply(Lane.REFRESH),
            store.issuingKeys(),
            config.token(),
            clock);
    IdentityService identities =
        new IdentityService(store.identityLedger(), acs.apply(Lane.INTERACTIVE), clock);
    IdentityService idleIdentities =
        new IdentityService(store.identityLedger(), acs.apply(Lane.CLEANUP), clock);
    CleanupService cleanups = new CleanupService(vertx, store.jobStore(), clock, ids);

    ApiRoutes apiRoutes =
        new ApiRoutes(config.api(), config.acs().account().endpoint(), tokens, identities, clock);
    AdminRoutes adminRoutes =
        new AdminRoutes(
            cleanups,
            keys,
            new KeyRotation(accessKeys, store.issuingKeys(), clock),
            ledger(clock),
            new StatsHandler(stats(lanes, breakers)),
            audit,
            health,
            metrics::scrape);
    api =
        Stream.generate(
                () ->
                    new ListenerVerticle(
                        config.api().listener(), apiRoutes, gatekeeper, requestIds))
            .limit(Runtime.getRuntime().availableProcessors())
            .toList();
    admin = new ListenerVerticle(config.admin().listener(), adminRoutes, gatekeeper, requestIds);
    cleanup =
        new CleanupVerticle(
            store.jobStore(), store.identityLedger(), idleIdentities, config.cleanup(), clock);
  }

  /**
   * Starts a node. Without Redis it starts all the same, is not ready, and goes on trying; a Redis
   * that must not be used fails the start with {@link IncompatibleStore}.
   */
  public static Future<Gateway> start(Vertx vertx, GatewayConfig config) {
    return start(vertx, config, ResourceChange.REFUSE);
  }

  /**
   * The same. An ACS resource that is not the ledger's fails the start with {@link WrongResource},
   * or is adopted; then no other node may be running.
   */
  public static Future<Gateway> start(Vertx vertx, GatewayConfig config, ResourceChange change) {
    Gateway gateway = new Gateway(vertx, config, change);
    return gateway
        .connect()
        .compose(connected -> gateway.knowResource(change))
        .compose(connected -> gateway.deploy())
        .map(gateway)
        .recover(e -> gateway.close().transform(closed -> Future.failedFuture(e)));
  }

  private Future<Void> connect() {
    return store
        .firstConnection()
        .recover(
            e -> {
              if (e instanceof IncompatibleStore) {
                return Future.failedFuture(e);
              }
              log.warn("Redis is not reachable, trying on: {}", reason(e));
              return Future.succeededFuture();
            });
  }

  /** Who cannot tell yet which resource this is, finds out before the first call to it. */
  private Future<Void> knowResource(ResourceChange change) {
    return resource
        .verified()
        .recover(
            e -> {
              if (e instanceof WrongResource || change == ResourceChange.ADOPT) {
                return Future.failedFuture(e);
              }
              log.warn("Cannot tell yet whether this is the ledger's ACS resource: {}", reason(e));
              return Future.succeededFuture();
            });
  }

  private LedgerHandlers ledger(InstantSource clock) {
    return LedgerHandlers.of(
        store.ledgerArchive(), store.resourceBinding(), store.ledgerRepair(), clock);
  }

  private List<StatsSection> stats(GovernedLanes lanes, Breakers breakers) {
    return List.of(
        new StatsSection("acs", new AcsStats(lanes::budgets, it -> breakers.state(it).wireName())),
        new StatsSection("ledger", new LedgerStats(store.ledgerArchive(), store.resourceBinding())),
        new StatsSection("nodes", () -> store.nodes().map(n -> JsonObject.of("listening", n))));
  }

  private static Map<String, Integer> remaining(Map<Operation, QuotaBudget> budgets) {
    return budgets.entrySet().stream()
        .collect(Collectors.toMap(it -> it.getKey().wireName(), it -> it.getValue().remaining()));
  }

  private static Map<String, Supplier<Number>> openness(Breakers breakers) {
    return Arrays.stream(Operation.values())
        .collect(Collectors.toMap(Operation::wireName, it -> () -> breakers.state(it).openness()));
  }

  private static String reason(Throwable e) {
    return e instanceof StoreUnavailable store ? store.reason() : String.valueOf(e.getMessage());
  }

  /** The listeners come last, and go first, so that nobody is served by half a node. */
  private Future<Void> deploy() {
    Iterator<ListenerVerticle> instances = api.iterator();
    return deployed(
            vertx.deployVerticle(
                cleanup, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)))
        .compose(running -> deployed(vertx.deployVerticle(keySync)))
        .compose(running -> deployed(vertx.deployVerticle(admin)))
        .compose(
            running ->
                deployed(
                    vertx.deployVerticle(
                        instances::next, new DeploymentOptions().setInstances(api.size()))));
  }

  private Future<Void> deployed(Future<String> deployment) {
    return deployment.onSuccess(deployed::push).mapEmpty();
  }

  /** The port of the API listener, which matters where the configured one is 0. */
  public int apiPort() {
    return api.getFirst().port();
  }

  /** The port of the admin listener, which matters where the configured one is 0. */
  public int adminPort() {
    return admin.port();
  }

  /**
   * Stops the node: it says that it is not ready, answers what is under way, gives its leases back
   * and closes its connections. The Vert.x that it was started on stays open.
   */
  public Future<Void> close() {
    health.drain();
    Future<Void> undeployed = Future.succeededFuture();
    for (String deployment : deployed) {
      undeployed = undeployed.eventually(() -> vertx.undeploy(deployment));
    }
    return undeployed.eventually(store::close).onComplete(closed -> metrics.close());
  }
}
