package dev.acsgateway.http;

import static dev.acsgateway.authentication.Permission.ACCESS_KEY_ROTATE;
import static dev.acsgateway.authentication.Permission.AUDIT_READ;
import static dev.acsgateway.authentication.Permission.KEYS_MANAGE;
import static dev.acsgateway.authentication.Permission.LEDGER_READ;
import static dev.acsgateway.authentication.Permission.LEDGER_WRITE;
import static dev.acsgateway.http.Access.Confinement.FILTERED;
import static dev.acsgateway.http.Access.Confinement.REFUSED;
import static dev.acsgateway.http.Route.guarded;
import static dev.acsgateway.http.Route.open;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.acsgateway.audit.AuditTrail;
import dev.acsgateway.authentication.ApiKeyService;
import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.health.Health;
import dev.acsgateway.http.accesskey.RotateAccessKeyHandler;
import dev.acsgateway.http.audit.ReadAuditHandler;
import dev.acsgateway.http.cleanup.CleanupRoutes;
import dev.acsgateway.http.key.CreateKeyHandler;
import dev.acsgateway.http.key.ListKeysHandler;
import dev.acsgateway.http.key.RevokeKeyHandler;
import dev.acsgateway.http.key.RotateKeyHandler;
import dev.acsgateway.http.ledger.LedgerHandlers;
import dev.acsgateway.http.page.ConsolePage;
import dev.acsgateway.http.stats.StatsHandler;
import dev.acsgateway.http.stats.StatsSection;
import dev.acsgateway.http.watch.RequestObservers;
import dev.acsgateway.identity.AccessKeyRotation;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The route table of the admin listener. */
public final class AdminRoutes implements RouteTable {
  private static final String IDENTITIES = "/admin/v1/identities";
  static final String KEYS = "/admin/v1/keys";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final KnownHosts hosts;
  private final List<Route> table;

  /**
   * @param hosts the names that the listener answers to
   * @param components how each part of this node is
   * @param metrics every meter in Prometheus' text format; called on the event loop
   */
  public AdminRoutes(
      KnownHosts hosts,
      CleanupService cleanups,
      ApiKeyService keys,
      AccessKeyRotation accessKeys,
      LedgerHandlers ledger,
      StatsHandler stats,
      AuditTrail audit,
      Health health,
      List<StatsSection> components,
      Supplier<Future<String>> metrics) {
    this.hosts = hosts;
    this.table =
        Stream.concat(
                Stream.concat(ConsolePage.table().stream(), CleanupRoutes.table(cleanups).stream()),
                Stream.of(
                    guarded(LEDGER_READ, REFUSED, GET, IDENTITIES, ledger.export())
                        .audited("ledger.export"),
                    guarded(LEDGER_WRITE, REFUSED, POST, IDENTITIES, ledger.upload())
                        .streamed()
                        .querying("overwrite")
                        .audited("ledger.import"),
                    guarded(
                        LEDGER_READ, FILTERED, GET, IDENTITIES + "/{identity}", ledger.owners()),
                    guarded(
                            LEDGER_WRITE,
                            REFUSED,
                            POST,
                            "/admin/v1/ledger/reconcile",
                            ledger.reconcile())
                        .audited("ledger.reconcile"),
                    guarded(LEDGER_READ, REFUSED, GET, "/admin/v1/stats", stats),
                    guarded(
                            AUDIT_READ,
                            REFUSED,
                            GET,
                            "/admin/v1/audit",
                            new ReadAuditHandler(audit))
                        .querying("limit", "before"),
                    guarded(KEYS_MANAGE, FILTERED, POST, KEYS, new CreateKeyHandler(keys))
                        .audited("key.create"),
                    guarded(KEYS_MANAGE, FILTERED, GET, KEYS, new ListKeysHandler(keys)),
                    guarded(
                            KEYS_MANAGE,
                            FILTERED,
                            POST,
                            KEYS + "/{id}/rotate",
                            new RotateKeyHandler(keys))
                        .audited("key.rotate"),
                    guarded(
                            KEYS_MANAGE,
                            FILTERED,
                            DELETE,
                            KEYS + "/{id}",
                            new RevokeKeyHandler(keys))
                        .audited("key.revoke"),
                    guarded(
                            ACCESS_KEY_ROTATE,
                            REFUSED,
                            POST,
                            "/admin/v1/access-key/rotate",
                            new RotateAccessKeyHandler(accessKeys))
                        .audited("access-key.rotate"),
                    guarded(
                        LEDGER_READ,
                        REFUSED,
                        GET,
                        "/health",
                        new HealthHandler(health, components)),
                    open(GET, "/metrics", new TextHandler(PROMETHEUS, metrics)),
                    open(GET, "/health/live", new LiveHandler()),
                    open(GET, "/health/ready", new ReadyHandler(health))))
            .toList();
  }

  @Override
  public List<Route> table() {
    return table;
  }

  @Override
  public Handler<HttpServerRequest> before(
      SecurityChain gatekeeper, RequestObservers watch, Handler<HttpServerRequest> router) {
    return router;
  }

  @Override
  public KnownHosts hosts() {
    return hosts;
  }

  @Override
  public boolean hasLongAnswers() {
    return true;
  }
}
