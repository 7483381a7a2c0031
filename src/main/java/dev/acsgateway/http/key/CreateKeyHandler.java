package dev.acsgateway.http.key;

import dev.acsgateway.authentication.ApiKeyService;
import dev.acsgateway.authentication.Caller;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.JsonAnswer;
import dev.acsgateway.http.PrefixHandler;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Makes an API key. */
public record CreateKeyHandler(ApiKeyService keys) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    Caller caller = AuthenticationHandler.caller(context);
    JsonAnswer.when(
        keys.create(caller, KeyWish.read(context, caller)),
        context,
        issued -> {
          PrefixHandler.location(context, context.normalizedPath() + "/" + issued.key().id());
          JsonAnswer.send(context, 201, KeyJson.of(issued));
        });
  }
}
