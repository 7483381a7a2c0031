package dev.acsgateway.http;

import dev.acsgateway.authentication.Caller;
import dev.acsgateway.failure.PermissionDenied;
import dev.acsgateway.identity.TokenScope;
import dev.acsgateway.identity.TokenScopes;
import java.util.List;
import java.util.Optional;

/** Reads which scopes a token is asked for, and holds them against what the caller may have. */
public record RequestedScopes(TokenScopes defaults) {
  static final String FIELD = "scopes";

  /**
   * The scopes that the body names, or else those of the defaults that the caller may have.
   *
   * @throws PermissionDenied when the caller may not have them
   */
  TokenScopes read(JsonFields body, Caller caller) {
    return of(body.texts(FIELD), caller);
  }

  /** The same for scopes that were named elsewhere. */
  public TokenScopes of(Optional<List<String>> wanted, Caller caller) {
    return wanted
        .map(names -> allowed(TokenScopes.of(names), caller))
        .orElseGet(() -> narrowed(caller));
  }

  private static TokenScopes allowed(TokenScopes scopes, Caller caller) {
    caller.requireScopes(scopes.asSet());
    return scopes;
  }

  private TokenScopes narrowed(Caller caller) {
    if (caller.grant().scopes().containsAll(defaults.asSet())) {
      return defaults;
    }
    List<String> covered =
        defaults.asSet().stream()
            .filter(caller.grant().scopes()::contains)
            .map(TokenScope::value)
            .toList();
    if (covered.isEmpty()) {
      throw new PermissionDenied("This credential covers none of the default scopes; name some.");
    }
    return TokenScopes.of(covered);
  }
}
