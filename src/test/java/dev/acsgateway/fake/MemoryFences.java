package dev.acsgateway.fake;

import dev.acsgateway.cleanup.ClaimPrecondition;
import dev.acsgateway.fake.MemoryUsers.Row;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.UserState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Fences in memory, which every node has heard of at once. */
final class MemoryFences {
  private final MemoryUsers users;
  private final InstantSource clock;

  MemoryFences(MemoryUsers users, InstantSource clock) {
    this.users = users;
    this.clock = clock;
  }

  /** What came of it. */
  sealed interface Raised {
    /** The fence stands. */
    record Stands(Identity identity, long epoch) implements Raised {}

    /** Another change of the user is under way. */
    record Busy(Duration atMost) implements Raised {}

    /** The user is in use. */
    record Used() implements Raised {}

    /** The user owns no identity. */
    record Unknown() implements Raised {}
  }

  Raised raise(
      String hash,
      UserState wanted,
      String nonce,
      Optional<Identity> only,
      Optional<ClaimPrecondition> rule) {
    Optional<Row> found = users.row(hash);
    if (found.isEmpty()) {
      return new Raised.Unknown();
    }
    Row row = found.get();
    if (row.state == UserState.CREATING) {
      return creating(hash, row, wanted, rule);
    }
    Duration left = users.remaining(row.fence);
    if (left.isPositive()) {
      return new Raised.Busy(left);
    }
    if (row.state == UserState.DELETING && wanted == UserState.REVOKING) {
      return new Raised.Unknown();
    }
    boolean isAnother = only.isPresent() && !row.identity.equals(only);
    if (isAnother || rule.filter(it -> isUsed(row, it)).isPresent()) {
      return new Raised.Used();
    }
    users.dropTokensAndFlights(row);
    row.epoch++;
    row.dying |= row.state == UserState.DELETING;
    row.state = wanted;
    row.fence = users.take(nonce, StorePorts.FLIGHT);
    users.userChanged(hash);
    return new Raised.Stands(row.identity.orElseThrow(), row.epoch);
  }

  private Raised creating(
      String hash, Row row, UserState wanted, Optional<ClaimPrecondition> rule) {
    if (rule.isPresent()) {
      return new Raised.Used();
    }
    Duration left = users.remaining(row.creation);
    if (left.isPositive()) {
      return new Raised.Busy(left);
    }
    if (wanted == UserState.DELETING) {
      row.creation.ifPresent(lost -> users.fileIntent(hash, lost.nonce()));
      users.rows.remove(hash);
    }
    return new Raised.Unknown();
  }

  private boolean isUsed(Row row, ClaimPrecondition rule) {
    return switch (rule) {
      case ClaimPrecondition.MadeBefore(Instant instant) -> isLater(row.createdAt, instant);
      case ClaimPrecondition.IdleSince(Instant cutoff) ->
          isLater(row.createdAt, cutoff)
              || isLater(row.lastIssuedAt, cutoff)
              || row.flights.values().stream()
                  .anyMatch(lock -> users.remaining(Optional.of(lock)).isPositive())
              || row.expiries.values().stream().anyMatch(end -> end.isAfter(clock.instant()));
    };
  }

  private static boolean isLater(Optional<Instant> at, Instant limit) {
    return at.filter(it -> it.isAfter(limit)).isPresent();
  }

  /** Lets the user go who was fenced under this nonce. */
  boolean lift(String hash, UserState state, String nonce) {
    Optional<Row> fenced =
        users.row(hash).filter(row -> row.state == state && Lock.holds(row.fence, nonce));
    fenced.ifPresent(
        row -> {
          row.fence = Optional.empty();
          row.epoch++;
          row.state = row.dying ? state : UserState.ACTIVE;
          users.userChanged(hash);
        });
    return fenced.isPresent();
  }

  /** ACS deleted the identity: its user is forgotten, unless it has another one by now. */
  void endDeletion(String hash, Identity identity) {
    users.orphans.remove(identity);
    Optional<Row> dying =
        users
            .row(hash)
            .filter(row -> row.state == UserState.DELETING)
            .filter(row -> row.identity.equals(Optional.of(identity)));
    if (dying.isPresent()) {
      users.rows.remove(hash);
      users.index.remove(hash);
    }
    users.userChanged(hash);
  }
}
