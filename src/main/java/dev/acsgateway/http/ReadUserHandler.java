package dev.acsgateway.http;

import dev.acsgateway.identity.IdentityService;
import dev.acsgateway.identity.UserRecord;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** What the ledger knows of a user. */
record ReadUserHandler(IdentityService identities) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        identities.read(CoveredUser.read(context)),
        context,
        user -> JsonAnswer.send(context, 200, json(user)));
  }

  private static JsonObject json(UserRecord user) {
    JsonObject json =
        new JsonObject().put("userId", user.user().value()).put("state", user.state().wireName());
    user.identity().ifPresent(identity -> json.put("communicationUserId", identity.id()));
    user.createdAt().ifPresent(at -> json.put("createdAt", at.toString()));
    user.lastIssuedAt().ifPresent(at -> json.put("lastIssuedAt", at.toString()));
    return json;
  }
}
