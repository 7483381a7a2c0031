package dev.acsgateway;

import dev.acsgateway.audit.AuditTrail;
import dev.acsgateway.authentication.ApiKeyFactory;
import dev.acsgateway.authentication.ApiKeyService;
import dev.acsgateway.authentication.ApiKeySync;
import dev.acsgateway.authentication.Authenticator;
import dev.acsgateway.authentication.ConfiguredApiKeys;
import dev.acsgateway.authentication.IssuerKeyRefresh;
import dev.acsgateway.health.Health;
import dev.acsgateway.http.AdminRoutes;
import dev.acsgateway.http.ApiRoutes;
import dev.acsgateway.http.CannotListen;
import dev.acsgateway.http.ListenerVerticle;
import dev.acsgateway.http.RateLimits;
import dev.acsgateway.http.RequestIds;
import dev.acsgateway.http.Route;
import dev.acsgateway.http.SecurityChain;
import dev.acsgateway.http.audit.Auditor;
import dev.acsgateway.http.edge.Refusals;
import dev.acsgateway.http.ledger.LedgerHandlers;
import dev.acsgateway.http.stats.LedgerStats;
import dev.acsgateway.http.stats.StatsHandler;
import dev.acsgateway.http.stats.StatsSection;
import dev.acsgateway.http.watch.RequestObservers;
import dev.acsgateway.redis.RedisStore;
import dev.acsgateway.telemetry.LogConfig;
import dev.acsgateway.telemetry.LogLevel;
import dev.acsgateway.telemetry.Metrics;
import dev.acsgateway.telemetry.RequestLocals;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The two listeners of a node: who is let in, what is answered, and what of it may change while the
 * node runs.
 */
final class Listeners {
  private final NodeParts parts;
  private final ApiKeySync keySync;
  private final IssuerKeyRefresh keyRefresh;
  private final ReloadableSettings live;
  private final List<ListenerVerticle> api;
  private final ListenerVerticle admin;

  /**
   * @param more routes that the API listener is to have besides its own
   */
  Listeners(NodeParts parts, List<Route> more) {
    this.parts = parts;
    GatewayConfig config = parts.config();
    RedisStore store = parts.store();
    AcsAccess acs = parts.acs();
    Services services = parts.services();
    Metrics metrics = parts.metrics();
    Health health = parts.health();
    NodeClock clock = parts.clock();
    RequestIds requestIds = new RequestIds(parts.random());
    AuditTrail audit = store.auditTrail(config.audit());
    ConfiguredApiKeys configuredKeys = new ConfiguredApiKeys(config.authentication().apiKeys());
    keySync =
        new ApiKeySync(
            configuredKeys,
            store.apiKeyStore(),
            config.authentication().keySync(),
            config.authentication().keyGrace(),
            clock.own());
    NodeGauges.show(metrics, services, configuredKeys, keySync);
    Refusals refusals = new Refusals();
    metrics.refusals(refusals.byReason());
    Authenticator authenticator =
        Authenticator.create(parts.vertx(), config.authentication(), keySync, clock);
    keyRefresh = authenticator.keyRefresh();
    SecurityChain gatekeeper =
        new SecurityChain(
            authenticator,
            new RateLimits(config.limits(), clock.own(), refusals),
            new Auditor(audit, clock),
            refusals);
    LogLevel logLevel = new LogLevel();
    logLevel.use(config.log());
    live = new ReloadableSettings(configuredKeys, gatekeeper.limits(), acs, store, logLevel);
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
            config.admin().knownHosts(),
            services.cleanups(),
            new ApiKeyService(
                configuredKeys,
                store.apiKeyStore(),
                keySync,
                new ApiKeyFactory(parts.random()),
                clock),
            acs.rotation(),
            LedgerHandlers.of(
                store.ledgerArchive(), store.resourceBinding(), store.ledgerRepair(), clock),
            new StatsHandler(stats()),
            audit,
            health,
            NodeComponents.of(store, acs, configuredKeys, keySync, live, clock),
            metrics::scrape);
    api =
        Stream.generate(
                () ->
                    new ListenerVerticle(
                        config.api().listener(),
                        apiRoutes,
                        gatekeeper,
                        requestIds,
                        health::isDraining,
                        watch("api", config.log())))
            .limit(Runtime.getRuntime().availableProcessors())
            .toList();
    admin =
        new ListenerVerticle(
            config.admin().listener(),
            adminRoutes,
            gatekeeper,
            requestIds,
            health::isDraining,
            watch("admin", config.log()));
    showCertificates(metrics);
  }

  /** Shows when the certificates end, of the listeners that have one. */
  private void showCertificates(Metrics metrics) {
    metrics.certificate("api", () -> api.getFirst().certificateEnd());
    metrics.certificate("admin", admin::certificateEnd);
  }

  private RequestObservers watch(String listener, LogConfig log) {
    Metrics metrics = parts.metrics();
    return new RequestObservers(
        System::nanoTime,
        RequestLocals::begin,
        (method, route) -> metrics.requests(listener, method, route)::ended,
        metrics.eventLoopLag(),
        parts.tracing().map(it -> it::request),
        log.access());
  }

  private List<StatsSection> stats() {
    return List.of(
        parts.acs().stats(),
        new StatsSection(
            "ledger",
            new LedgerStats(parts.store().ledgerArchive(), parts.store().resourceBinding())),
        new StatsSection(
            "nodes", () -> parts.store().nodes().map(n -> JsonObject.of("listening", n))));
  }

  /**
   * Deploys them, the API listener last, so that nobody is served by half a node.
   *
   * @param deployed takes note of each deployment
   */
  Future<Void> deploy(Vertx vertx, Function<Future<String>, Future<Void>> deployed) {
    Iterator<ListenerVerticle> instances = api.iterator();
    DeploymentOptions all = new DeploymentOptions().setInstances(api.size());
    return deployed
        .apply(vertx.deployVerticle(keySync))
        .compose(running -> deployed.apply(vertx.deployVerticle(keyRefresh)))
        .compose(running -> deployed.apply(vertx.deployVerticle(admin)))
        .recover(e -> refuse("admin", e))
        .compose(
            running ->
                deployed
                    .apply(vertx.deployVerticle(instances::next, all))
                    .recover(e -> refuse("api", e)));
  }

  private static Future<Void> refuse(String listener, Throwable cause) {
    return Future.failedFuture(
        cause instanceof CannotListen refused
            ? new StartRefused(
                "The %s listener cannot listen at %s. Change %s.host or %s.port, or free it."
                    .formatted(listener, refused.line(), listener, listener))
            : cause);
  }

  ReloadableSettings live() {
    return live;
  }

  int apiPort() {
    return api.getFirst().port();
  }

  int adminPort() {
    return admin.port();
  }
}
