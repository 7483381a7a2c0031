package dev.acsgateway;

import dev.acsgateway.audit.AuditTrail;
import dev.acsgateway.authentication.ApiKeyFactory;
import dev.acsgateway.authentication.ApiKeyService;
import dev.acsgateway.authentication.ApiKeySync;
import dev.acsgateway.authentication.Authenticator;
import dev.acsgateway.authentication.ConfiguredApiKeys;
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
import dev.acsgateway.http.Route;
import dev.acsgateway.http.audit.Auditor;
import dev.acsgateway.http.edge.Refusals;
import dev.acsgateway.http.ledger.LedgerHandlers;
import dev.acsgateway.http.stats.LedgerStats;
import dev.acsgateway.http.stats.StatsHandler;
import dev.acsgateway.http.stats.StatsSection;
import dev.acsgateway.identity.ResourceChange;
import dev.acsgateway.redis.IncompatibleStore;
import dev.acsgateway.redis.RedisStore;
import dev.acsgateway.telemetry.LogLevel;
import dev.acsgateway.telemetry.Metrics;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node: the composition root. Everything is built, deployed and closed here. */
public final class Gateway {
  private static final Logger log = LoggerFactory.getLogger(Gateway.class);

  private final Vertx vertx;
  private final RedisStore store;
  private final Metrics metrics;
  private final AcsAccess acs;
  private final Services services;
  private final Health health;
  private final List<ListenerVerticle> api;
  private final ListenerVerticle admin;
  private final Duration drain;
  private final ApiKeySync keySync;
  private final LiveSettings live;
  private final Deque<String> deployed = new ConcurrentLinkedDeque<>();

  private Gateway(
      Vertx vertx,
      GatewayConfig config,
      ResourceChange change,
      InstantSource clock,
      List<Route> more) {
    this.vertx = vertx;
    SecureRandom random = new SecureRandom();
    RandomIds ids = new RandomIds(random);
    RequestIds requestIds = new RequestIds(random);

    metrics = new Metrics();
    store =
        new RedisStore(
            vertx,
            config.redis(),
            config.cleanup(),
            AcsAccess.fingerprints(config),
            clock,
            random,
            ids);
    metrics.redisUp(store::isUp);
    metrics.unreadableValues(store::unreadableValues);
    acs = new AcsAccess(vertx, config, store, metrics, change, clock, random);
    health =
        new Health(
            vertx,
            List.of(
                new Probe("redis", () -> Future.succeededFuture(store.isUp())),
                new Probe("acs", () -> Future.succeededFuture(acs.isUp()))));
    services = Services.create(vertx, config, store, acs, clock, ids);
    metrics.cleanupProgress(
        () -> services.cleaner().progress().isPresent(), CleanupGauges.of(services.cleaner()));

    AuditTrail audit = store.auditTrail(config.audit());
    ConfiguredApiKeys configuredKeys = new ConfiguredApiKeys(config.authentication().apiKeys());
    keySync =
        new ApiKeySync(
            configuredKeys, store.apiKeyStore(), config.authentication().keySync(), clock);
    Refusals refusals = new Refusals();
    metrics.refusals(refusals.byReason());
    Gatekeeper gatekeeper =
        new Gatekeeper(
            Authenticator.create(vertx, config.authentication(), keySync, clock),
            new RateLimits(config.limits(), clock, refusals),
            new Auditor(audit, clock),
            refusals);
    LogLevel logLevel = new LogLevel();
    logLevel.use(config.log());
    live = new LiveSettings(configuredKeys, gatekeeper.limits(), acs, logLevel);
    ApiRoutes apiRoutes =
        new ApiRoutes(
                config.api(),
                config.acs().account().endpoint(),
                services.tokens(),
                services.teamsTokens(),
                services.identities(),
                gatekeeper.limits(),
                clock)
            .and(more);
    AdminRoutes adminRoutes =
        new AdminRoutes(
            services.cleanups(),
            new ApiKeyService(
                configuredKeys, store.apiKeyStore(), keySync, new ApiKeyFactory(random), clock),
            acs.rotation(),
            LedgerHandlers.of(
                store.ledgerArchive(), store.resourceBinding(), store.ledgerRepair(), clock),
            new StatsHandler(stats()),
            audit,
            health,
            metrics::scrape);
    api =
        Stream.generate(
                () ->
                    new ListenerVerticle(
                        config.api().listener(),
                        apiRoutes,
                        gatekeeper,
                        requestIds,
                        health::isDraining))
            .limit(Runtime.getRuntime().availableProcessors())
            .toList();
    admin =
        new ListenerVerticle(
            config.admin().listener(), adminRoutes, gatekeeper, requestIds, health::isDraining);
    drain = config.api().drain();
  }

  private List<StatsSection> stats() {
    return List.of(
        acs.stats(),
        new StatsSection("ledger", new LedgerStats(store.ledgerArchive(), store.resourceBinding())),
        new StatsSection("nodes", () -> store.nodes().map(n -> JsonObject.of("listening", n))));
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
    return start(vertx, config, change, Clock.systemUTC());
  }

  /**
   * The same.
   *
   * @param clock what the node takes for the time, but for timers and what Redis itself times
   */
  public static Future<Gateway> start(
      Vertx vertx, GatewayConfig config, ResourceChange change, InstantSource clock) {
    return start(vertx, config, change, clock, List.of());
  }

  /**
   * The same.
   *
   * @param more routes that the API listener is to have besides its own
   */
  public static Future<Gateway> start(
      Vertx vertx,
      GatewayConfig config,
      ResourceChange change,
      InstantSource clock,
      List<Route> more) {
    Gateway gateway = new Gateway(vertx, config, change, clock, more);
    return gateway
        .connect()
        .compose(connected -> gateway.acs.knowResource())
        .compose(connected -> gateway.deploy())
        .map(gateway)
        .recover(e -> gateway.undeploy().transform(closed -> Future.failedFuture(e)));
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

  private static String reason(Throwable e) {
    return e instanceof StoreUnavailable store ? store.reason() : String.valueOf(e.getMessage());
  }

  /** The listeners come last, and go first, so that nobody is served by half a node. */
  private Future<Void> deploy() {
    Iterator<ListenerVerticle> instances = api.iterator();
    return deployed(
            vertx.deployVerticle(
                services.cleaner(),
                new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)))
        .compose(running -> deployed(vertx.deployVerticle(services.schedules())))
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

  /** The settings of this node that may change while it runs. */
  LiveSettings live() {
    return live;
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
   * Stops the node: it says that it is not ready, goes on serving for as long as it is told to,
   * answers what is under way, gives its leases back and closes its connections. The Vert.x that it
   * was started on stays open.
   */
  public Future<Void> close() {
    health.drain();
    Future<?> passedOver =
        drain.isZero()
            ? Future.succeededFuture()
            : vertx.timer(drain.toMillis(), TimeUnit.MILLISECONDS);
    return passedOver.eventually(this::undeploy).mapEmpty();
  }

  private Future<Void> undeploy() {
    Future<Void> undeployed = Future.succeededFuture();
    for (String deployment : deployed) {
      undeployed = undeployed.eventually(() -> vertx.undeploy(deployment));
    }
    return undeployed.eventually(store::close).onComplete(closed -> metrics.close());
  }
}
