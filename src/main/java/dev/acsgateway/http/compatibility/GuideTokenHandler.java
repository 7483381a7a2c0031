package dev.acsgateway.http.compatibility;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.failure.PermissionDenied;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.JsonFields;
import dev.acsgateway.http.RequestedScopes;
import dev.acsgateway.http.TokenAnswerWriter;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.token.TokenKey;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The credentials guide's call; the user name that it sends must be the caller's own. */
public record GuideTokenHandler(RequestedScopes scopes, TokenAnswerWriter writer)
    implements Handler<RoutingContext> {
  private static final String NAME = "username";

  @Override
  public void handle(RoutingContext context) {
    Caller caller = AuthenticationHandler.caller(context);
    UserId self = caller.requireSelf();
    JsonFields.readSome(context)
        .text(NAME)
        .filter(name -> !name.equals(self.value()))
        .ifPresent(
            other -> {
              throw new PermissionDenied("This user name is not that of your user.");
            });
    writer.answer(
        context,
        new TokenKey(self, scopes.of(Optional.empty(), caller), TokenLifetime.DEFAULT),
        GuideTokenHandler::json);
  }

  private static JsonObject json(JsonObject answer) {
    return JsonObject.of("communicationIdentityToken", answer.getString("token"));
  }
}
