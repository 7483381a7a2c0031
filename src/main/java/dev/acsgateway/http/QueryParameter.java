package dev.acsgateway.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** A parameter of the query, which is not one of the path's; the route says which it reads. */
public final class QueryParameter {
  private QueryParameter() {}

  /** Returns its value; empty when it is left out. */
  public static Optional<String> read(RoutingContext context, String name) {
    return context.queryParam(name).stream().findFirst();
  }
}
