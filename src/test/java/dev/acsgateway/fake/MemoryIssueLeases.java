package dev.acsgateway.fake;

import dev.acsgateway.fake.MemoryUsers.Row;
import dev.acsgateway.identity.ActiveAccessKeyStore;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserState;
import dev.acsgateway.token.CachedToken;
import dev.acsgateway.token.IssueLease;
import dev.acsgateway.token.IssueLeases;
import dev.acsgateway.token.LeaseResult;
import dev.acsgateway.token.TokenCache;
import dev.acsgateway.token.TokenKey;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Flights and cached tokens in memory. Nobody renews a flight: it lasts as long as one may. */
public final class MemoryIssueLeases implements IssueLeases, TokenCache {
  private final MemoryUsers users;
  private final ActiveAccessKeyStore accessKeys;
  private final InstantSource clock;
  private final Supplier<String> nonces;

  MemoryIssueLeases(
      MemoryUsers users,
      ActiveAccessKeyStore accessKeys,
      InstantSource clock,
      Supplier<String> nonces) {
    this.users = users;
    this.accessKeys = accessKeys;
    this.clock = clock;
    this.nonces = nonces;
  }

  @Override
  public Future<Optional<CachedToken>> find(TokenKey key) {
    synchronized (users) {
      return Future.succeededFuture(readable(key));
    }
  }

  /** The token under this key, unless its access key was given up and its time is over. */
  private Optional<CachedToken> readable(TokenKey key) {
    return Optional.ofNullable(users.tokens.get(key))
        .map(MemoryUsers.Value::token)
        .filter(token -> accessKeys.known().counts(token.issuedWith(), clock.instant()));
  }

  @Override
  public Future<LeaseResult> begin(TokenKey key, Instant freshAfter) {
    synchronized (users) {
      return Future.succeededFuture(takeOff(key, freshAfter));
    }
  }

  private LeaseResult takeOff(TokenKey key, Instant freshAfter) {
    String nonce = nonces.get();
    Row row = users.rows.computeIfAbsent(key.user().hash(), hash -> new Row(key.user()));
    if (row.state == UserState.REVOKING) {
      Duration left = users.remaining(row.fence);
      if (left.isPositive()) {
        return new LeaseResult.HeldElsewhere(left);
      }
      row.fence = Optional.empty();
      row.epoch++;
      row.state = UserState.ACTIVE;
    }
    if (row.state == UserState.ACTIVE) {
      return again(row, key, freshAfter, nonce);
    }
    if (row.state == UserState.CREATING) {
      Duration left = users.remaining(row.creation);
      if (left.isPositive()) {
        return new LeaseResult.HeldElsewhere(left);
      }
      row.creation.ifPresent(lost -> users.fileIntent(key.user().hash(), lost.nonce()));
    } else {
      row.identity.ifPresent(dying -> users.orphans.put(dying, clock.instant()));
      row.identity = Optional.empty();
      row.createdAt = Optional.empty();
      row.lastIssuedAt = Optional.empty();
      row.fence = Optional.empty();
      row.dying = false;
    }
    row.epoch++;
    row.state = UserState.CREATING;
    row.creation = users.take(nonce, StorePorts.FLIGHT);
    return granted(row, key, nonce);
  }

  private LeaseResult again(Row row, TokenKey key, Instant freshAfter, String nonce) {
    Optional<Instant> expires = Optional.ofNullable(row.expiries.get(key));
    Optional<CachedToken> landed = readable(key);
    if (landed.isPresent() && expires.filter(end -> !end.isBefore(freshAfter)).isPresent()) {
      return new LeaseResult.AlreadyIssued(landed.get());
    }
    Duration left = users.remaining(Optional.ofNullable(row.flights.get(key)));
    if (left.isPositive()) {
      return new LeaseResult.HeldElsewhere(left);
    }
    row.flights.put(key, users.take(nonce, StorePorts.FLIGHT).orElseThrow());
    return granted(row, key, nonce);
  }

  private LeaseResult granted(Row row, TokenKey key, String nonce) {
    return new LeaseResult.Acquired(
        new IssueLease(key, row.identity, row.epoch, nonce, accessKeys.signing()));
  }

  @Override
  public Future<Optional<CachedToken>> land(
      IssueLease flight, IdentityWithToken brought, Instant issuedAt) {
    synchronized (users) {
      return Future.succeededFuture(record(flight, brought, issuedAt));
    }
  }

  private Optional<CachedToken> record(
      IssueLease flight, IdentityWithToken brought, Instant issuedAt) {
    TokenKey key = flight.key();
    String hash = key.user().hash();
    Optional<Row> valid = users.row(hash).filter(row -> isValid(row, flight));
    if (valid.isEmpty()) {
      if (flight.identity().isEmpty()) {
        users.orphans.put(brought.identity(), issuedAt);
        users.dropIntent(hash, flight.nonce());
      }
      return Optional.empty();
    }
    Row row = valid.get();
    if (row.state == UserState.CREATING) {
      row.state = UserState.ACTIVE;
      row.identity = Optional.of(brought.identity());
      row.createdAt = Optional.of(issuedAt);
      row.creation = Optional.empty();
    }
    row.flights.remove(key);
    row.lastIssuedAt = Optional.of(issuedAt);
    row.expiries.put(key, brought.token().expiresOn());
    CachedToken entry =
        new CachedToken(
            brought.identity(), brought.token(), issuedAt, flight.epoch(), flight.issuedWith());
    Duration life = entry.remaining(clock.instant());
    users.tokens.put(key, new MemoryUsers.Value(entry, users.serverNow().plus(life)));
    users.index.put(hash, issuedAt);
    users.tokenChanged(hash);
    return Optional.of(entry);
  }

  private static boolean isValid(Row row, IssueLease flight) {
    return row.epoch == flight.epoch()
        && switch (row.state) {
          case CREATING -> Lock.holds(row.creation, flight.nonce());
          case ACTIVE ->
              Lock.holds(Optional.ofNullable(row.flights.get(flight.key())), flight.nonce());
          case REVOKING, DELETING -> false;
        };
  }

  @Override
  public Future<Void> abort(IssueLease flight) {
    return end(flight, false);
  }

  @Override
  public Future<Void> abandon(IssueLease flight) {
    return end(flight, true);
  }

  private Future<Void> end(IssueLease flight, boolean mayHaveActed) {
    synchronized (users) {
      String hash = flight.key().user().hash();
      Optional<Row> found = users.row(hash);
      if (found.filter(row -> Lock.holds(row.creation, flight.nonce())).isPresent()) {
        if (mayHaveActed) {
          users.fileIntent(hash, flight.nonce());
        }
        users.rows.remove(hash);
      } else {
        found.ifPresent(
            row -> row.flights.values().removeIf(lock -> lock.nonce().equals(flight.nonce())));
      }
      users.tokenChanged(hash);
      return Future.succeededFuture();
    }
  }

  /** Ends, too, once time passes by the store's clock. */
  @Override
  public Future<Void> awaitChange(TokenKey key, Duration atMost) {
    return users.waitFor(key.user().hash()).future();
  }

  /** Puts a user in who owns an identity, as if served at this time and forgotten by the cache. */
  void own(UserId user, Identity identity, Instant servedAt) {
    synchronized (users) {
      Row row = new Row(user);
      row.state = UserState.ACTIVE;
      row.epoch = 1;
      row.identity = Optional.of(identity);
      row.createdAt = Optional.of(servedAt);
      row.lastIssuedAt = Optional.of(servedAt);
      users.rows.put(user.hash(), row);
      users.index.put(user.hash(), servedAt);
    }
  }
}
