package dev.acsgateway.authentication;

import dev.acsgateway.identity.TokenScope;
import dev.acsgateway.identity.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * What a credential allows.
 *
 * @param permissions what its holder may do
 * @param scopes what the tokens it obtains may be good for
 * @param users whom it may act for
 * @param rateLimit how fast; empty leaves the gateway's default
 */
public record Grant(
    Set<Permission> permissions,
    Set<TokenScope> scopes,
    UserPattern users,
    Optional<RateLimit> rateLimit) {
  private static final Set<TokenScope> ALL_SCOPES = Set.of(TokenScope.values());

  public Grant {
    permissions = Set.copyOf(permissions);
    scopes = Set.copyOf(scopes);
  }

  /** These permissions for every scope and every user. */
  public static Grant of(Permission... permissions) {
    return new Grant(Set.of(permissions), ALL_SCOPES, UserPattern.ANY, Optional.empty());
  }

  /** The same, for these scopes only. */
  public Grant withScopes(Set<TokenScope> narrower) {
    return new Grant(permissions, narrower, users, rateLimit);
  }

  /** The same, for these users only. */
  public Grant withUsers(UserPattern narrower) {
    return new Grant(permissions, scopes, narrower, rateLimit);
  }

  /** The same, this fast. */
  public Grant withRateLimit(RateLimit limit) {
    return new Grant(permissions, scopes, users, Optional.of(limit));
  }

  /** Whether everything that the other one allows is allowed here, too, and as fast. */
  boolean covers(Grant other) {
    return permissions.containsAll(other.permissions)
        && scopes.containsAll(other.scopes)
        && users.covers(other.users)
        && rateLimit.map(own -> other.rateLimit.filter(own::covers).isPresent()).orElse(true);
  }

  boolean covers(UserId user) {
    return users.matches(user);
  }
}
