package dev.acsgateway.http;

import dev.acsgateway.failure.InvalidRequest;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a route reads of the query. One that is unknown or given twice is refused, since passing it
 * over may give the client something else than it asked for.
 *
 * @param known the parameters that the route reads, each at most once
 * @param ignoresOthers whether others are passed over
 */
public record Query(Set<String> known, boolean ignoresOthers) {
  /** Of a route that reads nothing of it. */
  static final Query NONE = new Query(Set.of(), false);

  /** Of a route whose answer depends on nothing that a query could say. */
  static final Query IGNORED = new Query(Set.of(), true);

  public Query {
    known = Set.copyOf(known);
  }

  /**
   * Makes sure that the route can answer this query.
   *
   * @throws InvalidRequest if not; it names the parameter
   */
  void check(RoutingContext context) {
    if (context.request().query() == null || (ignoresOthers && known.isEmpty())) {
      return;
    }
    MultiMap parameters = parameters(context);
    for (String name : parameters.names()) {
      if (known.contains(name)) {
        requireOne(name, parameters.getAll(name));
      } else if (!ignoresOthers) {
        throw new InvalidRequest(JsonFields.shortened(name), unknown());
      }
    }
  }

  private String unknown() {
    return known.isEmpty()
        ? "There is no such query parameter; this path takes none."
        : "There is no such query parameter; known are "
            + String.join(", ", new TreeSet<>(known))
            + ".";
  }

  private static void requireOne(String name, List<String> values) {
    if (values.size() > 1) {
      throw new InvalidRequest(name, name + " is given " + values.size() + " times.");
    }
  }

  private static MultiMap parameters(RoutingContext context) {
    try {
      return context.queryParams();
    } catch (RuntimeException e) {
      throw new InvalidRequest("query", "The query is not percent-encoded UTF-8.");
    }
  }
}
