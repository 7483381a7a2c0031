package dev.acsgateway.http.cleanup;

import static dev.acsgateway.authentication.Permission.CLEANUP_READ;
import static dev.acsgateway.authentication.Permission.CLEANUP_RUN;
import static dev.acsgateway.http.Access.Confinement.FILTERED;
import static dev.acsgateway.http.Route.guarded;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.acsgateway.cleanup.CleanupOrder;
import dev.acsgateway.cleanup.CleanupService;
import dev.acsgateway.http.Route;
import java.util.List;
import java.util.Locale;

/** The part of the admin listener's route table that is about clean-up jobs. */
public final class CleanupRoutes {
  /** Where they all are. */
  public static final String ALL = "/admin/v1/cleanups";

  private static final String ONE = ALL + "/{id}";

  private CleanupRoutes() {}

  /** The routes, in the order in which they are tried. */
  public static List<Route> table(CleanupService cleanups) {
    return List.of(
        guarded(CLEANUP_RUN, FILTERED, POST, ALL, new StartCleanupHandler(cleanups))
            .audited("cleanup.start"),
        guarded(CLEANUP_READ, FILTERED, GET, ALL, new ListCleanupsHandler(cleanups))
            .querying("limit"),
        guarded(CLEANUP_RUN, FILTERED, POST, ALL + "/uploads", new UploadCleanupHandler(cleanups))
            .streamed()
            .querying("dryRun", "acknowledgeChatDeletion", "ratePerSecond")
            .audited("cleanup.upload"),
        guarded(CLEANUP_READ, FILTERED, GET, ONE, new ReadCleanupHandler(cleanups)),
        guarded(CLEANUP_READ, FILTERED, GET, ONE + "/events", new CleanupEventsHandler(cleanups)),
        guarded(
                CLEANUP_READ,
                FILTERED,
                GET,
                ONE + "/failures",
                new CleanupFailuresHandler(cleanups))
            .querying("offset", "limit"),
        guarded(CLEANUP_RUN, FILTERED, POST, ONE + "/retry", new RetryCleanupHandler(cleanups))
            .audited("cleanup.retry"),
        order("/pause", CleanupOrder.PAUSE, cleanups),
        order("/resume", CleanupOrder.RESUME, cleanups),
        order("/cancel", CleanupOrder.CANCEL, cleanups));
  }

  private static Route order(String path, CleanupOrder order, CleanupService cleanups) {
    return guarded(
            CLEANUP_RUN, FILTERED, POST, ONE + path, new OrderCleanupHandler(cleanups, order))
        .audited("cleanup." + order.name().toLowerCase(Locale.ROOT));
  }
}
