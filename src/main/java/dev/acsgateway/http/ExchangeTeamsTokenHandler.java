package dev.acsgateway.http;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.failure.AcsRejected;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenScope;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.token.TeamsAnswer;
import dev.acsgateway.token.TeamsTokenService;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An ACS token for the Teams user whose Entra ID token the body holds. */
final class ExchangeTeamsTokenHandler implements Handler<RoutingContext> {
  private static final String TOKEN = "teamsUserToken";
  private static final String APP = "appId";
  private static final String USER = "userId";
  private static final Set<String> FIELDS = Set.of(TOKEN, APP, USER);

  /** What a Teams user's token may be good for is in the Entra token, and not asked for here. */
  private static final List<TokenScope> SCOPES = List.of(TokenScope.CHAT, TokenScope.VOIP);

  private final TeamsTokenService tokens;
  private final InstantSource clock;

  ExchangeTeamsTokenHandler(TeamsTokenService tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext context) {
    TeamsUser user = read(context);
    Caller caller = AuthenticationHandler.caller(context);
    caller.requireAccessTo(new UserId(user.userId()));
    caller.requireScopes(SCOPES);
    JsonAnswer.when(
        tokens.token(user).recover(failure -> Future.failedFuture(inTermsOfTheRequest(failure))),
        context,
        answer -> send(context, answer));
  }

  private static TeamsUser read(RoutingContext context) {
    JsonFields body = JsonFields.read(context, FIELDS);
    return new TeamsUser(required(body, TOKEN), required(body, APP), required(body, USER));
  }

  private static String required(JsonFields body, String name) {
    return body.text(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new InvalidRequest(name, name + " is missing."));
  }

  /** What ACS finds wrong with a field is the client's affair: it was handed on as it came. */
  private static Throwable inTermsOfTheRequest(Throwable failure) {
    if (!(failure instanceof AcsRejected rejected)) {
      return failure;
    }
    return switch (rejected.target().toLowerCase(Locale.ROOT)) {
      case "token" -> new InvalidRequest(TOKEN, rejected.detail());
      case "appid" -> new InvalidRequest(APP, rejected.detail());
      case "userid" -> new InvalidRequest(USER, rejected.detail());
      default -> rejected;
    };
  }

  private void send(RoutingContext context, TeamsAnswer answer) {
    Duration life = Duration.between(clock.instant(), answer.entry().token().expiresOn());
    context.response().putHeader(CacheStatus.HEADER, CacheStatus.of(answer.source(), life));
    JsonAnswer.send(context.response(), answer.body(TeamsAnswerEncoder::encode));
  }
}
