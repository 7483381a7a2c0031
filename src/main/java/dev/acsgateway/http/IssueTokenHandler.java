package dev.acsgateway.http;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.token.TokenKey;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** A token for the user that the path names. */
final class IssueTokenHandler implements Handler<RoutingContext> {
  private static final String LIFETIME = "expiresInMinutes";
  private static final Set<String> FIELDS = Set.of(RequestedScopes.FIELD, LIFETIME);

  private final RequestedScopes scopes;
  private final TokenAnswerWriter writer;

  IssueTokenHandler(RequestedScopes scopes, TokenAnswerWriter writer) {
    this.scopes = scopes;
    this.writer = writer;
  }

  @Override
  public void handle(RoutingContext context) {
    Caller caller = AuthenticationHandler.caller(context);
    UserId user = UserIdSegment.read(context);
    JsonFields body = JsonFields.read(context, FIELDS);
    TokenLifetime lifetime =
        body.number(LIFETIME).map(TokenLifetime::new).orElse(TokenLifetime.DEFAULT);
    TokenScopes wanted = scopes.read(body, caller);
    caller.requireAccessTo(user);
    writer.answer(context, new TokenKey(user, wanted, lifetime));
  }
}
