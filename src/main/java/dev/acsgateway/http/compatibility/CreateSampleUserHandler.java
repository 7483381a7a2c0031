package dev.acsgateway.http.compatibility;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.http.AuthenticationHandler;
import dev.acsgateway.http.JsonAnswer;
import dev.acsgateway.http.RequestedScopes;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.token.TokenKey;
import dev.acsgateway.token.TokenService;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Makes the caller's own identity, unless there is one: 201 or 200. It comes with a first token,
 * which is what ACS makes in one call and what the client asks for next.
 */
public final class CreateSampleUserHandler implements Handler<RoutingContext> {
  private final OwnIdentity owner;
  private final RequestedScopes scopes;
  private final TokenService tokens;

  public CreateSampleUserHandler(OwnIdentity owner, RequestedScopes scopes, TokenService tokens) {
    this.owner = owner;
    this.scopes = scopes;
    this.tokens = tokens;
  }

  private record Made(Identity identity, int status) {}

  @Override
  public void handle(RoutingContext context) {
    Caller caller = AuthenticationHandler.caller(context);
    TokenKey first =
        new TokenKey(
            caller.requireSelf(), scopes.of(Optional.empty(), caller), TokenLifetime.DEFAULT);
    JsonAnswer.when(
        owner
            .of(first.user())
            .compose(
                own ->
                    own.map(known -> Future.succeededFuture(new Made(known, 200)))
                        .orElseGet(() -> make(first))),
        context,
        made -> SampleUserHandler.send(context, made.status(), made.identity()));
  }

  private Future<Made> make(TokenKey first) {
    return tokens.token(first).map(answer -> new Made(answer.identity(), 201));
  }
}
