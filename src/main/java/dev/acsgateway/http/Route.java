package dev.acsgateway.http;

import dev.acsgateway.audit.AuditAction;
import dev.acsgateway.authentication.Permission;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One line of a route table.
 *
 * @param method the method
 * @param path as OpenAPI writes it, for example {@code /v1/users/{userId}}
 * @param access who may use it
 * @param handler answers, once the caller is known and allowed and the body is read
 * @param body how a body is read, if there is one
 * @param query what the handler reads of the query
 * @param anyCase whether the path is matched without regard to case
 * @param audit what the audit trail calls the use of this route; empty leaves no record
 * @param headers the request headers that the handler itself reads, which pages of other origins
 *     may send then
 * @param download whether the answer may be long although it needs no credential, so that only so
 *     many may be under way
 */
public record Route(
    HttpMethod method,
    String path,
    Access access,
    Handler<RoutingContext> handler,
    Body body,
    Query query,
    boolean anyCase,
    Optional<AuditAction> audit,
    Set<String> headers,
    boolean download) {
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  public Route {
    headers = Set.copyOf(headers);
  }

  /** How the body of a request is read. */
  public enum Body {
    /** As a whole and as JSON, up to the listener's limit. */
    WHOLE,
    /** By the handler itself, as it comes. */
    STREAMED
  }

  private Route(
      HttpMethod method, String path, Access access, Handler<RoutingContext> handler, Query query) {
    this(
        method, path, access, handler, Body.WHOLE, query, false, Optional.empty(), Set.of(), false);
  }

  /**
   * A route for anyone. A GET route passes queries over: its answer depends on none, and probes and
   * caches add their own.
   */
  public static Route open(HttpMethod method, String path, Handler<RoutingContext> handler) {
    Query query = method.equals(HttpMethod.GET) ? Query.IGNORED : Query.NONE;
    return new Route(method, path, new Access.Public(), handler, query);
  }

  /**
   * A route for callers with a permission.
   *
   * @param confinement what those get who may not act for every user
   */
  public static Route guarded(
      Permission permission,
      Access.Confinement confinement,
      HttpMethod method,
      String path,
      Handler<RoutingContext> handler) {
    return new Route(
        method, path, new Access.Requires(permission, confinement), handler, Query.NONE);
  }

  /** The same, with each use recorded as this action. */
  public Route audited(String action) {
    return new Route(
        method,
        path,
        access,
        handler,
        body,
        query,
        anyCase,
        Optional.of(new AuditAction(action)),
        headers,
        download);
  }

  /** The same, with a body that the handler reads as it comes. */
  public Route streamed() {
    return new Route(
        method, path, access, handler, Body.STREAMED, query, anyCase, audit, headers, download);
  }

  /** The same, with a handler that reads these query parameters, each at most once. */
  public Route querying(String... names) {
    Query read = new Query(Set.of(names), query.ignoresOthers());
    return new Route(method, path, access, handler, body, read, anyCase, audit, headers, download);
  }

  /** The same, with a handler that reads these request headers. */
  public Route reading(String... names) {
    return new Route(
        method, path, access, handler, body, query, anyCase, audit, Set.of(names), download);
  }

  /** The same, as a download. */
  public Route asDownload() {
    return new Route(method, path, access, handler, body, query, anyCase, audit, headers, true);
  }

  /**
   * The same, as lenient as the servers of Microsoft's samples: the path in any case, and other
   * query parameters passed over.
   */
  public Route lenient() {
    Query read = new Query(query.known(), true);
    return new Route(method, path, access, handler, body, read, true, audit, headers, download);
  }

  /** The same for HEAD, where this is a GET route; empty for any other. */
  Optional<Route> forHead() {
    return method.equals(HttpMethod.GET)
        ? Optional.of(
            new Route(
                HttpMethod.HEAD,
                path,
                access,
                handler,
                body,
                query,
                anyCase,
                audit,
                headers,
                download))
        : Optional.empty();
  }

  /** Adds the path, for any method, to a router. */
  io.vertx.ext.web.Route addTo(Router router) {
    return anyCase
        ? router.routeWithRegex("(?i)" + PARAMETER.matcher(path).replaceAll("(?<$1>[^/]+)"))
        : router.route(PARAMETER.matcher(path).replaceAll(":$1"));
  }
}
