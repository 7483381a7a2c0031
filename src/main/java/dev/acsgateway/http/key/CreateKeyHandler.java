package dev.acsgateway.http.key;

import dev.acsgateway.authentication.ApiKeyService;
import dev.acsgateway.authentication.Caller;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.JsonAnswer;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
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
          context
              .response()
              .putHeader(HttpHeaders.LOCATION, context.normalizedPath() + "/" + issued.key().id());
          JsonAnswer.send(context, 201, KeyJson.of(issued));
        });
  }
}
