package dev.acsgateway.http;

import dev.acsgateway.failure.RateLimited;
import dev.acsgateway.http.edge.Downloads;
import dev.acsgateway.http.edge.Refusal;
import dev.acsgateway.http.edge.Refusals;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Admits as many downloads at once as are allowed. */
record DownloadHandler(Downloads downloads, Refusals refusals, Handler<RoutingContext> next)
    implements Handler<RoutingContext> {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private static final String UNDER_WAY = "download-under-way";
  private static final String COUNTED_BY = "download-counted-by";

  @Override
  public void handle(RoutingContext context) {
    String address = downloads.address(context.request());
    switch (downloads.begin(address)) {
      case ADMITTED -> {
        context.put(UNDER_WAY, address).put(COUNTED_BY, downloads);
        context.addEndHandler(ended -> end(context));
        next.handle(context);
      }
      case ADDRESS_AT_LIMIT -> {
        refusals.count(Refusal.DOWNLOAD);
        context.fail(
            new RateLimited("This address has too many downloads under way.", RETRY_AFTER));
      }
      case NODE_AT_LIMIT -> {
        refusals.count(Refusal.DOWNLOAD);
        context.fail(
            new HttpProblem(
                Problem.ofDelay(
                    ProblemType.OVERLOADED,
                    "This node has too many downloads under way.",
                    RETRY_AFTER)));
      }
    }
  }

  /**
   * Stops counting the download, if it is one. To be called before its answer ends: the next
   * request of a connection that pipelines is served before the handlers of that end are called.
   */
  static void end(RoutingContext context) {
    @Nullable String address = context.remove(UNDER_WAY);
    @Nullable Downloads downloads = context.get(COUNTED_BY);
    if (address != null && downloads != null) {
      downloads.end(address);
    }
  }
}
