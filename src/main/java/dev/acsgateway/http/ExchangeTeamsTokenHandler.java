package dev.acsgateway.http;

import dev.acsgateway.failure.AcsRejected;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;

/** An ACS token for the Teams user whose Entra ID token the body holds. */
record ExchangeTeamsTokenHandler(TeamsTokenWriter writer) implements Handler<RoutingContext> {
  private static final String TOKEN = "teamsUserToken";
  private static final String APP = "appId";
  private static final String USER = "userId";
  private static final Set<String> FIELDS = Set.of(TOKEN, APP, USER);

  @Override
  public void handle(RoutingContext context) {
    TeamsUser user = read(context);
    AuthenticationHandler.caller(context).requireAccessTo(new UserId(user.userId()));
    writer.answer(context, user, ExchangeTeamsTokenHandler::inTermsOfTheRequest);
  }

  private static TeamsUser read(RoutingContext context) {
    JsonFields body = JsonFields.read(context, FIELDS);
    return new TeamsUser(body.requiredText(TOKEN), body.requiredText(APP), body.requiredText(USER));
  }

  /** What ACS finds wrong with a field is the client's affair: it was handed on as it came. */
  private static Throwable inTermsOfTheRequest(AcsRejected rejected) {
    return switch (rejected.target().toLowerCase(Locale.ROOT)) {
      case "token" -> new InvalidRequest(TOKEN, rejected.detail());
      case "appid" -> new InvalidRequest(APP, rejected.detail());
      case "userid" -> new InvalidRequest(USER, rejected.detail());
      default -> rejected;
    };
  }
}
