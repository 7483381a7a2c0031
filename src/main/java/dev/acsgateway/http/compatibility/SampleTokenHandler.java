package dev.acsgateway.http.compatibility;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.RequestedScopes;
import dev.acsgateway.http.TokenAnswerWriter;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.token.TokenKey;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** A token for the caller's own user: the chat, calling and authentication heroes' call. */
public record SampleTokenHandler(RequestedScopes scopes, TokenAnswerWriter writer)
    implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    Caller caller = AuthenticationHandler.caller(context);
    writer.answer(
        context,
        new TokenKey(
            caller.requireSelf(),
            scopes.of(SampleScopes.read(context), caller),
            TokenLifetime.DEFAULT));
  }
}
