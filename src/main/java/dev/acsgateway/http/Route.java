package dev.acsgateway.http;

import dev.acsgateway.audit.AuditAction;
import dev.acsgateway.authentication.Permission;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;

/**
 * One line of a route table.
 *
 * @param method the method
 * @param path as OpenAPI writes it, for example {@code /v1/users/{userId}}
 * @param access who may use it
 * @param handler answers, once the caller is known and allowed and the body is read
 * @param body how a body is read, if there is one
 * @param audit what the audit trail calls the use of this route; empty leaves no record
 * @param headers the request headers that the handler itself reads, which pages of other origins
 *     may send then
 */
public record Route(
    HttpMethod method,
    String path,
    Access access,
    Handler<RoutingContext> handler,
    Body body,
    Optional<AuditAction> audit,
    Set<String> headers) {

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

  /** A route for anyone. */
  public static Route open(HttpMethod method, String path, Handler<RoutingContext> handler) {
    return new Route(
        method, path, new Access.Public(), handler, Body.WHOLE, Optional.empty(), Set.of());
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
        method,
        path,
        new Access.Requires(permission, confinement),
        handler,
        Body.WHOLE,
        Optional.empty(),
        Set.of());
  }

  /** The same, with each use recorded as this action. */
  public Route audited(String action) {
    return new Route(
        method, path, access, handler, body, Optional.of(new AuditAction(action)), headers);
  }

  /** The same, with a body that the handler reads as it comes. */
  public Route streamed() {
    return new Route(method, path, access, handler, Body.STREAMED, audit, headers);
  }

  /** The same, with a handler that reads these request headers. */
  public Route reading(String... names) {
    return new Route(method, path, access, handler, body, audit, Set.of(names));
  }

  /** The same for HEAD, where this is a GET route; empty for any other. */
  Optional<Route> forHead() {
    return method.equals(HttpMethod.GET)
        ? Optional.of(new Route(HttpMethod.HEAD, path, access, handler, body, audit, headers))
        : Optional.empty();
  }

  /** The path as vertx-web writes it, for example {@code /v1/users/:userId}. */
  String pattern() {
    return path.replace('{', ':').replace("}", "");
  }
}
