package dev.acsgateway.http.compatibility;

import dev.acsgateway.http.JsonFields;
import dev.acsgateway.token.TeamsAnswer;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The credentials guide's call for a Teams user. */
public record GuideTeamsTokenHandler(OwnTeamsToken own) implements Handler<RoutingContext> {
  private static final String TOKEN = "teamsToken";

  @Override
  public void handle(RoutingContext context) {
    String token = JsonFields.readSome(context).requiredText(TOKEN);
    own.answer(context, TOKEN, token, GuideTeamsTokenHandler::json);
  }

  private static JsonObject json(TeamsAnswer answer) {
    return JsonObject.of("communicationIdentityToken", answer.entry().token().value());
  }
}
