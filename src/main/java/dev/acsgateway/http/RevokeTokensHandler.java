package dev.acsgateway.http;

import dev.acsgateway.identity.IdentityService;
import dev.acsgateway.identity.Revocation;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Revokes every token of a user. */
record RevokeTokensHandler(IdentityService identities) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    JsonAnswer.when(
        identities.revoke(CoveredUser.read(context)),
        context,
        revocation -> JsonAnswer.send(context, 200, json(revocation)));
  }

  private static JsonObject json(Revocation revocation) {
    return new JsonObject()
        .put("revokedAt", revocation.revokedAt().toString())
        .put("effectiveBy", revocation.effectiveBy().toString());
  }
}
