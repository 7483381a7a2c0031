package dev.acsgateway.http;

import dev.acsgateway.identity.IdentityService;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Erases a user's identity and every trace of the user. */
record EraseUserHandler(IdentityService identities) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        identities.erase(CoveredUser.read(context)),
        context,
        erased -> context.response().setStatusCode(204).end());
  }
}
