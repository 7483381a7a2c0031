package dev.acsgateway.cleanup;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import java.util.Optional;

/** Whom or what a clean-up job may delete. */
public sealed interface Candidate {

  /** The identity that it is about; empty while that is not known. */
  default Optional<Identity> knownIdentity() {
    return switch (this) {
      case OfUser(UserId user, Optional<Identity> identity) -> identity;
      case Loose(Identity identity, Optional<Integer> shard) -> Optional.of(identity);
    };
  }

  /** What people call it: the user's name where there is a user. */
  default String name() {
    return switch (this) {
      case OfUser(UserId user, Optional<Identity> identity) -> user.value();
      case Loose(Identity identity, Optional<Integer> shard) -> identity.id();
    };
  }

  /**
   * A user, whose identity it is about.
   *
   * @param user the user
   * @param identity the one identity that may be deleted; empty for whichever the user owns
   */
  record OfUser(UserId user, Optional<Identity> identity) implements Candidate {}

  /**
   * An identity that no user owns.
   *
   * @param identity the identity
   * @param shard where the ledger has filed it as an orphan; empty when it has not
   */
  record Loose(Identity identity, Optional<Integer> shard) implements Candidate {}
}
