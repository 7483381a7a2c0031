package dev.acsgateway.acs;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import dev.acsgateway.config.Secret;
import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;

/** Fetches the gateway's own Entra ID tokens for services other than ACS. */
public final class EntraIdAccess {
  private final Vertx vertx;
  private final TokenCredential tokens;

  /** Sends nothing yet. */
  public EntraIdAccess(Vertx vertx, AcsConfig acs, EntraId source) {
    this.vertx = vertx;
    this.tokens = EntraIdTokens.of(source, AcsHttp.create(vertx, acs));
  }

  /** Completes with a token for this scope; fails with {@link StoreUnavailable}. */
  public Future<EntraIdToken> token(String scope) {
    return Future.fromCompletionStage(
            tokens.getToken(new TokenRequestContext().addScopes(scope)).toFuture(),
            vertx.getOrCreateContext())
        .map(token -> token(Objects.requireNonNull(token)))
        .recover(e -> Future.failedFuture(new StoreUnavailable(reason(e))));
  }

  private static EntraIdToken token(AccessToken token) {
    return new EntraIdToken(new Secret(token.getToken()), token.getExpiresAt().toInstant());
  }

  private static String reason(Throwable failure) {
    return failure instanceof AcsDenied
        ? "Entra ID refuses the gateway a token"
        : "no source of Entra ID tokens answers";
  }
}
