package dev.acsgateway.http;

import static dev.acsgateway.authentication.Permission.AUDIT_READ;
import static dev.acsgateway.authentication.Permission.CLEANUP_READ;
import static dev.acsgateway.authentication.Permission.CLEANUP_RUN;
import static dev.acsgateway.authentication.Permission.LEDGER_READ;
import static dev.acsgateway.authentication.Permission.LEDGER_WRITE;
import static dev.acsgateway.http.Route.guarded;
import static dev.acsgateway.http.Route.open;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.acsgateway.audit.AuditTrail;
import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.health.Health;
import dev.acsgateway.http.audit.ReadAuditHandler;
import dev.acsgateway.http.ledger.LedgerHandlers;
import dev.acsgateway.http.stats.StatsHandler;
import java.util.List;
import java.util.function.Supplier;

/** The route table of the admin listener. */
public final class AdminRoutes {
  static final String CLEANUPS = "/admin/v1/cleanups";
  private static final String IDENTITIES = "/admin/v1/identities";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final List<Route> table;

  /**
   * @param metrics every meter in Prometheus' text format; called on the event loop
   */
  public AdminRoutes(
      CleanupService cleanups,
      LedgerHandlers ledger,
      StatsHandler stats,
      AuditTrail audit,
      Health health,
      Supplier<String> metrics) {
    this.table =
        List.of(
            guarded(CLEANUP_RUN, POST, CLEANUPS, new StartCleanupHandler(cleanups))
                .audited("cleanup.start"),
            guarded(CLEANUP_READ, GET, CLEANUPS, new ListCleanupsHandler(cleanups)),
            guarded(CLEANUP_READ, GET, CLEANUPS + "/{id}", new ReadCleanupHandler(cleanups)),
            guarded(LEDGER_READ, GET, IDENTITIES, ledger.export()).audited("ledger.export"),
            guarded(LEDGER_WRITE, POST, IDENTITIES, ledger.upload())
                .streamed()
                .audited("ledger.import"),
            guarded(LEDGER_WRITE, POST, "/admin/v1/ledger/reconcile", ledger.reconcile())
                .audited("ledger.reconcile"),
            guarded(LEDGER_READ, GET, "/admin/v1/stats", stats),
            guarded(AUDIT_READ, GET, "/admin/v1/audit", new ReadAuditHandler(audit)),
            open(GET, "/metrics", new TextHandler(PROMETHEUS, metrics)),
            open(GET, "/health/live", new LiveHandler()),
            open(GET, "/health/ready", new ReadyHandler(health)));
  }

  List<Route> table() {
    return table;
  }
}
