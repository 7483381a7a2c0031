package dev.acsgateway.authentication;

import dev.acsgateway.failure.PermissionDenied;
import dev.acsgateway.identity.TokenScope;
import dev.acsgateway.identity.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Somebody whose credential was verified.
 *
 * @param id names the caller in logs, limits and audit records; never a secret
 * @param grant what the caller may do
 * @param self the caller's own user, when the credential speaks for one
 * @param issuedName the same user's name as the credential's issuer writes it, without the prefix
 *     that the gateway puts before it
 * @param expiresAt when the credential stops counting; empty means never
 */
public record Caller(
    String id,
    Grant grant,
    Optional<UserId> self,
    Optional<String> issuedName,
    Optional<Instant> expiresAt) {

  /** Creates the holder of a credential that speaks for no user. */
  Caller(String id, Grant grant, Optional<Instant> expiresAt) {
    this(id, grant, Optional.empty(), Optional.empty(), expiresAt);
  }

  public boolean may(Permission permission) {
    return grant.permissions().contains(permission);
  }

  /**
   * The caller's own user.
   *
   * @throws PermissionDenied when the credential speaks for none
   */
  public UserId requireSelf() {
    return self.orElseThrow(() -> new PermissionDenied("This credential speaks for no user."));
  }

  /**
   * Returns the name of the caller's own user as its issuer writes it.
   *
   * @throws PermissionDenied when the credential speaks for none
   */
  public String requireIssuedName() {
    return issuedName.orElseThrow(
        () -> new PermissionDenied("This credential speaks for no user."));
  }

  /**
   * Makes sure that the caller may act for this user.
   *
   * @throws PermissionDenied when not
   */
  public void requireAccessTo(UserId user) {
    if (!grant.covers(user)) {
      throw new PermissionDenied("This credential does not cover this user.");
    }
  }

  /** Returns whether the caller may act for this user. */
  public boolean covers(UserId user) {
    return grant.covers(user);
  }

  /** Whether the caller may act for all of these users. */
  public boolean covers(UserPattern users) {
    return grant.users().covers(users);
  }

  /** Whether the caller may act for every user. */
  public boolean coversAllUsers() {
    return grant.users().equals(UserPattern.ANY);
  }

  /**
   * Makes sure that the caller may act for every user.
   *
   * @throws PermissionDenied when not
   */
  public void requireAccessToAllUsers() {
    if (!coversAllUsers()) {
      throw new PermissionDenied("This credential does not cover all users.");
    }
  }

  /**
   * Makes sure that the caller may obtain tokens for these scopes.
   *
   * @throws PermissionDenied when not
   */
  public void requireScopes(Collection<TokenScope> scopes) {
    for (TokenScope scope : scopes) {
      if (!grant.scopes().contains(scope)) {
        throw new PermissionDenied(
            "This credential does not cover the scope " + scope.value() + ".");
      }
    }
  }
}
