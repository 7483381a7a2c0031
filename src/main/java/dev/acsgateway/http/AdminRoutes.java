package dev.acsgateway.http;

import static dev.acsgateway.authentication.Permission.CLEANUP_READ;
import static dev.acsgateway.authentication.Permission.CLEANUP_RUN;
import static dev.acsgateway.http.Route.guarded;
import static dev.acsgateway.http.Route.open;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.health.Health;
import java.util.List;
import java.util.function.Supplier;

/** The route table of the admin listener. */
public final class AdminRoutes implements RouteTable {
  static final String CLEANUPS = "/admin/v1/cleanups";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final List<Route> table;

  /**
   * @param metrics every meter in Prometheus' text format; called on the event loop
   */
  public AdminRoutes(CleanupService cleanups, Health health, Supplier<String> metrics) {
    this.table =
        List.of(
            guarded(CLEANUP_RUN, POST, CLEANUPS, new StartCleanupHandler(cleanups)),
            guarded(CLEANUP_READ, GET, CLEANUPS, new ListCleanupsHandler(cleanups)),
            guarded(CLEANUP_READ, GET, CLEANUPS + "/{id}", new ReadCleanupHandler(cleanups)),
            open(GET, "/metrics", new TextHandler(PROMETHEUS, metrics)),
            open(GET, "/health/live", new LiveHandler()),
            open(GET, "/health/ready", new ReadyHandler(health)));
  }

  @Override
  public List<Route> table() {
    return table;
  }
}
