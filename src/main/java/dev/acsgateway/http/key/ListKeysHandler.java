package dev.acsgateway.http.key;

import dev.acsgateway.authentication.ApiKeyService;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.JsonAnswer;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** All API keys that the caller may see, without their secrets. */
public record ListKeysHandler(ApiKeyService keys) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        keys.list(AuthenticationHandler.caller(context)),
        context,
        listed ->
            JsonAnswer.send(
                context,
                200,
                JsonObject.of("keys", new JsonArray(listed.stream().map(KeyJson::of).toList()))));
  }
}
