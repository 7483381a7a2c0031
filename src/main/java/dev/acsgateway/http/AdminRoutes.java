package dev.acsgateway.http;

import static dev.acsgateway.authentication.Permission.CLEANUP_READ;
import static dev.acsgateway.authentication.Permission.CLEANUP_RUN;
import static dev.acsgateway.authentication.Permission.KEYS_MANAGE;
import static dev.acsgateway.http.Route.guarded;
import static dev.acsgateway.http.Route.open;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.acsgateway.authentication.ApiKeyService;
import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.health.Health;
import dev.acsgateway.http.key.CreateKeyHandler;
import dev.acsgateway.http.key.ListKeysHandler;
import dev.acsgateway.http.key.RevokeKeyHandler;
import dev.acsgateway.http.key.RotateKeyHandler;
import java.util.List;
import java.util.function.Supplier;

/** The route table of the admin listener. */
public final class AdminRoutes implements RouteTable {
  static final String CLEANUPS = "/admin/v1/cleanups";
  static final String KEYS = "/admin/v1/keys";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final List<Route> table;

  /**
   * @param metrics every meter in Prometheus' text format; called on the event loop
   */
  public AdminRoutes(
      CleanupService cleanups, ApiKeyService keys, Health health, Supplier<String> metrics) {
    this.table =
        List.of(
            guarded(CLEANUP_RUN, POST, CLEANUPS, new StartCleanupHandler(cleanups)),
            guarded(CLEANUP_READ, GET, CLEANUPS, new ListCleanupsHandler(cleanups)),
            guarded(CLEANUP_READ, GET, CLEANUPS + "/{id}", new ReadCleanupHandler(cleanups)),
            guarded(KEYS_MANAGE, POST, KEYS, new CreateKeyHandler(keys)),
            guarded(KEYS_MANAGE, GET, KEYS, new ListKeysHandler(keys)),
            guarded(KEYS_MANAGE, POST, KEYS + "/{id}/rotate", new RotateKeyHandler(keys)),
            guarded(KEYS_MANAGE, DELETE, KEYS + "/{id}", new RevokeKeyHandler(keys)),
            open(GET, "/metrics", new TextHandler(PROMETHEUS, metrics)),
            open(GET, "/health/live", new LiveHandler()),
            open(GET, "/health/ready", new ReadyHandler(health)));
  }

  @Override
  public List<Route> table() {
    return table;
  }
}
