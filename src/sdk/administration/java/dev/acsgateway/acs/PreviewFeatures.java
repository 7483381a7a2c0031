package dev.acsgateway.acs;

import dev.acsgateway.failure.UnsupportedBySdk;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScope;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.Set;

/** What API 2020-07-20-preview2 can do: {@code chat} and {@code voip} tokens of 24 hours. */
final class PreviewFeatures {
  private static final Set<TokenScope> SCOPES = EnumSet.of(TokenScope.CHAT, TokenScope.VOIP);

  private PreviewFeatures() {}

  /** Fails with {@link UnsupportedBySdk} when a token like this cannot be asked for. */
  static Future<Void> check(TokenScopes scopes, TokenLifetime lifetime) {
    if (!lifetime.isDefault()) {
      return Future.failedFuture(new UnsupportedBySdk("a custom token lifetime"));
    }
    return scopes.asSet().stream()
        .filter(scope -> !SCOPES.contains(scope))
        .findFirst()
        .map(scope -> Future.<Void>failedFuture(unsupported(scope)))
        .orElseGet(Future::succeededFuture);
  }

  private static UnsupportedBySdk unsupported(TokenScope scope) {
    return new UnsupportedBySdk("the scope " + scope.value());
  }
}
