package dev.acsgateway.http.key;

import dev.acsgateway.authentication.ApiKeyService;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.JsonAnswer;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Withdraws an API key. */
public record RevokeKeyHandler(ApiKeyService keys) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        keys.revoke(AuthenticationHandler.caller(context), String.valueOf(context.pathParam("id"))),
        context,
        revoked -> context.response().setStatusCode(204).end());
  }
}
