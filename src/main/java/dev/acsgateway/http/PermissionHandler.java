package dev.acsgateway.http;

import dev.acsgateway.authentication.Permission;
import dev.acsgateway.failure.PermissionDenied;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Lets only callers pass who have the permission. */
record PermissionHandler(Permission permission, Handler<RoutingContext> next)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    if (AuthenticationHandler.caller(context).may(permission)) {
      next.handle(context);
    } else {
      context.fail(new PermissionDenied("The permission " + permission.value() + " is needed."));
    }
  }
}
