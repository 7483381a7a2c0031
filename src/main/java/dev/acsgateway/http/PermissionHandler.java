package dev.acsgateway.http;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.authentication.Permission;
import dev.acsgateway.failure.PermissionDenied;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets only callers pass who have the permission, and only those who may act for every user where
 * the route is not for others.
 */
record PermissionHandler(Access.Requires required, Handler<RoutingContext> next)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    Caller caller = AuthenticationHandler.caller(context);
    Permission permission = required.permission();
    if (!caller.may(permission)) {
      context.fail(new PermissionDenied("The permission " + permission.value() + " is needed."));
    } else if (required.confinement() == Access.Confinement.REFUSED && !caller.coversAllUsers()) {
      context.fail(
          new PermissionDenied("This concerns all users; this credential covers some of them."));
    } else {
      next.handle(context);
    }
  }
}
