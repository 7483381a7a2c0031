package dev.acsgateway.cleanup;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserId;
import java.util.Optional;

/** Whom or what a clean-up job may delete. */
public sealed interface Candidate {

  /** The identity that it is about; empty while that is not known. */
  default Optional<Identity> knownIdentity() {
    return switch (this) {
      case OfUser(String hash, Optional<Identity> identity) -> identity;
      case Loose(Identity identity, Optional<Integer> shard) -> Optional.of(identity);
    };
  }

  /** Whichever identity this user owns. */
  static Candidate of(UserId user) {
    return new OfUser(user.hash(), Optional.empty());
  }

  /**
   * A user, whose identity it is about. Jobs outlive the erasure of users, so they hold no name.
   *
   * @param hash {@link UserId#hash()}
   * @param identity the one identity that may be deleted; empty for whichever the user owns
   */
  record OfUser(String hash, Optional<Identity> identity) implements Candidate {}

  /**
   * An identity that no user owns.
   *
   * @param identity the identity
   * @param shard where the ledger has filed it as an orphan; empty when it has not
   */
  record Loose(Identity identity, Optional<Integer> shard) implements Candidate {}
}
