package dev.acsgateway.ledger;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserRecord;
import java.util.List;

/**
 * Whose an identity is.
 *
 * @param identity the identity
 * @param users the users whose records say that they own it: one, unless an earlier version
 *     imported the identity for several
 * @param orphan whether it is filed as an orphan
 */
public record IdentityOwners(Identity identity, List<UserRecord> users, boolean orphan) {
  public IdentityOwners {
    users = List.copyOf(users);
  }
}
