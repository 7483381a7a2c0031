package dev.acsgateway.authentication;

import dev.acsgateway.identity.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody whose credential was verified.
 *
 * @param id names the caller in logs, limits and audit records; never a secret
 * @param permissions what the caller may do
 * @param self the caller's own user, when the credential speaks for one
 */
public record Caller(String id, Set<Permission> permissions, Optional<UserId> self) {

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }
}
