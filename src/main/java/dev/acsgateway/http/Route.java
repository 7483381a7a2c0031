package dev.acsgateway.http;

import dev.acsgateway.authentication.Permission;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * One line of a route table.
 *
 * @param method the method
 * @param path as OpenAPI writes it, for example {@code /v1/users/{userId}}
 * @param access who may use it
 * @param handler answers, once the caller is known and allowed and the body is read
 */
record Route(HttpMethod method, String path, Access access, Handler<RoutingContext> handler) {

  static Route open(HttpMethod method, String path, Handler<RoutingContext> handler) {
    return new Route(method, path, new Access.Public(), handler);
  }

  static Route guarded(
      Permission permission, HttpMethod method, String path, Handler<RoutingContext> handler) {
    return new Route(method, path, new Access.Requires(permission), handler);
  }

  /** The path as vertx-web writes it, for example {@code /v1/users/:userId}. */
  String pattern() {
    return path.replace('{', ':').replace("}", "");
  }
}
