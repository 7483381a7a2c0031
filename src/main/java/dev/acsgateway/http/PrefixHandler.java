package dev.acsgateway.http;

import dev.acsgateway.http.edge.ForwardedPrefix;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the path prefix that a trusted proxy has taken away, so that what an answer says of
 * paths is right outside of it.
 */
public record PrefixHandler(ForwardedPrefix forwarded, Handler<RoutingContext> next)
    implements Handler<RoutingContext> {
  private static final String PREFIX = "forwarded-prefix";

  @Override
  public void handle(RoutingContext context) {
    String prefix = forwarded.of(context.request());
    if (!prefix.isEmpty()) {
      context.put(PREFIX, prefix);
    }
    next.handle(context);
  }

  /** Returns the prefix of this request's paths, for example {@code /gateway}; empty if none. */
  static String of(RoutingContext context) {
    @Nullable String prefix = context.get(PREFIX);
    return prefix == null ? "" : prefix;
  }

  /**
   * Says in {@code Location} where something is.
   *
   * @param path as the gateway knows it, from its root
   */
  public static void location(RoutingContext context, String path) {
    context.response().putHeader(HttpHeaders.LOCATION, of(context) + path);
  }
}
