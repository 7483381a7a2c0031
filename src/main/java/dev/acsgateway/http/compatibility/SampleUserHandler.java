package dev.acsgateway.http.compatibility;

import dev.acsgateway.failure.UserNotFound;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.JsonAnswer;
import dev.acsgateway.identity.Identity;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The caller's own identity: 404 while there is none. */
public record SampleUserHandler(OwnIdentity owner) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        owner
            .of(AuthenticationHandler.caller(context).requireSelf())
            .map(own -> own.orElseThrow(UserNotFound::new)),
        context,
        identity -> send(context, 200, identity));
  }

  static void send(RoutingContext context, int status, Identity identity) {
    JsonAnswer.send(context, status, JsonObject.of("acsUserIdentity", identity.id()));
  }
}
