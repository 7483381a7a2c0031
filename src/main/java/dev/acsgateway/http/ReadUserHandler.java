package dev.acsgateway.http;

import dev.acsgateway.identity.IdentityService;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** What the ledger knows of a user. */
record ReadUserHandler(IdentityService identities) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        identities.read(CoveredUser.read(context)),
        context,
        user -> JsonAnswer.send(context, 200, UserJson.of(user)));
  }
}
