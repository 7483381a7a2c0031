package dev.acsgateway.http.compatibility;

import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.JsonAnswer;
import dev.acsgateway.identity.IdentityService;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Erases the caller's own identity and every trace of the user. */
public record EraseSampleUserHandler(IdentityService identities)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        identities.erase(AuthenticationHandler.caller(context).requireSelf()),
        context,
        erased -> context.response().setStatusCode(204).end());
  }
}
