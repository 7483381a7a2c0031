package dev.acsgateway.http.compatibility;

import dev.acsgateway.failure.AcsRejected;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.failure.PermissionDenied;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.TeamsTokenWriter;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.token.TeamsAnswer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.function.Function;

/**
 * The exchange of the caller's own Entra token. The caller's name at the issuer, without a prefix
 * of the gateway, is the object id in Entra, and ACS refuses a token of somebody else.
 *
 * @param appId client id of the Entra application that the tokens are issued for
 */
public record OwnTeamsToken(String appId, TeamsTokenWriter writer) {

  void answer(RoutingContext context, String field, String entraToken) {
    writer.answer(context, user(context, entraToken), refusal(field));
  }

  void answer(
      RoutingContext context,
      String field,
      String entraToken,
      Function<TeamsAnswer, JsonObject> shape) {
    writer.answer(context, user(context, entraToken), refusal(field), shape);
  }

  private TeamsUser user(RoutingContext context, String entraToken) {
    String objectId = AuthenticationHandler.caller(context).requireIssuedName();
    return new TeamsUser(entraToken, appId, objectId);
  }

  private static Function<AcsRejected, Throwable> refusal(String field) {
    return rejected ->
        switch (rejected.target().toLowerCase(Locale.ROOT)) {
          case "token", "appid" -> new InvalidRequest(field, rejected.detail());
          case "userid" -> new PermissionDenied("This Teams token is not that of your user.");
          default -> rejected;
        };
  }
}
