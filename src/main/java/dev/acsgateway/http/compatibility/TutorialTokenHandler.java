package dev.acsgateway.http.compatibility;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.JsonAnswer;
import dev.acsgateway.http.JsonFields;
import dev.acsgateway.http.RequestedScopes;
import dev.acsgateway.http.TokenAnswerWriter;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScope;
import dev.acsgateway.token.TokenKey;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** The calling tutorial's call: a token in a shape of its own. */
public final class TutorialTokenHandler implements Handler<RoutingContext> {
  private static final String JOIN_ONLY = "isJoinOnlyToken";
  private static final String JOIN = TokenScope.VOIP_JOIN.value();
  private static final String IDENTITY = "communicationUserId";

  private final OwnIdentity owner;
  private final RequestedScopes scopes;
  private final TokenAnswerWriter writer;

  public TutorialTokenHandler(OwnIdentity owner, RequestedScopes scopes, TokenAnswerWriter writer) {
    this.owner = owner;
    this.scopes = scopes;
    this.writer = writer;
  }

  @Override
  public void handle(RoutingContext context) {
    Caller caller = AuthenticationHandler.caller(context);
    JsonFields body = JsonFields.readSome(context);
    Optional<String> named = body.text(IDENTITY);
    Optional<List<String>> wanted =
        body.flag(JOIN_ONLY) ? Optional.of(List.of(JOIN)) : Optional.empty();
    TokenKey key =
        new TokenKey(caller.requireSelf(), scopes.of(wanted, caller), TokenLifetime.DEFAULT);
    JsonAnswer.when(
        named.map(id -> owner.require(key.user(), id)).orElseGet(Future::succeededFuture),
        context,
        own -> writer.answer(context, key, TutorialTokenHandler::json));
  }

  private static JsonObject json(JsonObject answer) {
    return JsonObject.of(
        "communicationUserToken",
        JsonObject.of(
            "token", answer.getString("token"),
            "expiresOn", answer.getString("expiresOn")),
        "userId",
        JsonObject.of(IDENTITY, answer.getString(IDENTITY)));
  }
}
