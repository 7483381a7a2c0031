package dev.acsgateway.http.compatibility;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.JsonAnswer;
import dev.acsgateway.http.PathSegment;
import dev.acsgateway.http.RequestedScopes;
import dev.acsgateway.http.TokenAnswerWriter;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.token.TokenKey;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** A newer token for the identity that the path names, which must be the caller's own. */
public final class RefreshTokenHandler implements Handler<RoutingContext> {
  private final OwnIdentity owner;
  private final RequestedScopes scopes;
  private final TokenAnswerWriter writer;

  public RefreshTokenHandler(OwnIdentity owner, RequestedScopes scopes, TokenAnswerWriter writer) {
    this.owner = owner;
    this.scopes = scopes;
    this.writer = writer;
  }

  @Override
  public void handle(RoutingContext context) {
    Caller caller = AuthenticationHandler.caller(context);
    TokenKey key =
        new TokenKey(
            caller.requireSelf(), scopes.of(Optional.empty(), caller), TokenLifetime.DEFAULT);
    JsonAnswer.when(
        owner.require(key.user(), PathSegment.last(context)),
        context,
        own -> writer.answer(context, key));
  }
}
