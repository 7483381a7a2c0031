package dev.acsgateway.http;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.token.TokenKey;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** A token for the caller's own user. */
final class IssueOwnTokenHandler implements Handler<RoutingContext> {
  private static final Set<String> FIELDS = Set.of(RequestedScopes.FIELD);

  private final RequestedScopes scopes;
  private final TokenAnswerWriter writer;

  IssueOwnTokenHandler(RequestedScopes scopes, TokenAnswerWriter writer) {
    this.scopes = scopes;
    this.writer = writer;
  }

  @Override
  public void handle(RoutingContext context) {
    Caller caller = AuthenticationHandler.caller(context);
    UserId self = caller.requireSelf();
    TokenScopes wanted = scopes.read(JsonFields.read(context, FIELDS), caller);
    writer.answer(context, new TokenKey(self, wanted, TokenLifetime.DEFAULT));
  }
}
