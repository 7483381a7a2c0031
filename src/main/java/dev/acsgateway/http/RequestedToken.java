package dev.acsgateway.http;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.failure.PermissionDenied;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.token.TokenKey;
import java.util.Set;

/** Reads which token a backend wants for a user, and holds it against what the backend may have. */
record RequestedToken(RequestedScopes scopes) {
  private static final String LIFETIME = "expiresInMinutes";

  /** The fields that say which token; the user comes from elsewhere. */
  static final Set<String> FIELDS = Set.of(RequestedScopes.FIELD, LIFETIME);

  /**
   * The token that these fields name.
   *
   * @throws InvalidRequest when there is none like it
   * @throws PermissionDenied when the caller may not have it
   */
  TokenKey read(UserId user, JsonFields fields, Caller caller) {
    TokenLifetime lifetime =
        fields.number(LIFETIME).map(TokenLifetime::new).orElse(TokenLifetime.DEFAULT);
    TokenScopes wanted = scopes.read(fields, caller);
    caller.requireAccessTo(user);
    return new TokenKey(user, wanted, lifetime);
  }
}
