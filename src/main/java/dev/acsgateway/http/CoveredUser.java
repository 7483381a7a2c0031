package dev.acsgateway.http;

import dev.acsgateway.identity.UserId;
import io.vertx.ext.web.RoutingContext;

/** The user that a path names, once it is clear that the caller may act for that user. */
final class CoveredUser {
  private CoveredUser() {}

  static UserId read(RoutingContext context) {
    UserId user = UserIdSegment.read(context);
    AuthenticationHandler.caller(context).requireAccessTo(user);
    return user;
  }
}
