package dev.acsgateway.capacity;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.token.CachedToken;
import dev.acsgateway.token.IssueLease;
import dev.acsgateway.token.IssueLeases;
import dev.acsgateway.token.LeaseResult;
import dev.acsgateway.token.TokenCache;
import dev.acsgateway.token.TokenKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What Redis keeps: one token for each user, and the flights. It answers at once. */
final class SimulatedStore implements TokenCache, IssueLeases {
  private static final Duration LEASE = Duration.ofSeconds(3);

  private final Map<UserId, CachedToken> tokens = new HashMap<>();
  private final Map<UserId, List<Promise<Void>>> flying = new HashMap<>();
  private final VirtualTime time;

  SimulatedStore(VirtualTime time) {
    this.time = time;
  }

  void put(UserId user, CachedToken token) {
    tokens.put(user, token);
  }

  @Override
  public Future<Optional<CachedToken>> find(TokenKey key) {
    return Future.succeededFuture(Optional.ofNullable(tokens.get(key.user())));
  }

  @Override
  public Future<LeaseResult> begin(TokenKey key, Instant freshAfter) {
    Optional<CachedToken> found = Optional.ofNullable(tokens.get(key.user()));
    Optional<CachedToken> fresh =
        found.filter(entry -> entry.token().expiresOn().isAfter(freshAfter));
    if (fresh.isPresent()) {
      return Future.succeededFuture(new LeaseResult.AlreadyIssued(fresh.get()));
    }
    if (flying.containsKey(key.user())) {
      return Future.succeededFuture(new LeaseResult.HeldElsewhere(LEASE));
    }
    flying.put(key.user(), new ArrayList<>());
    Optional<Identity> identity = found.map(CachedToken::identity);
    return Future.succeededFuture(
        new LeaseResult.Acquired(new IssueLease(key, identity, 0, "nonce", "key-1")));
  }

  @Override
  public Future<Optional<CachedToken>> land(
      IssueLease flight, IdentityWithToken brought, Instant issuedAt) {
    CachedToken token =
        new CachedToken(
            brought.identity(), brought.token(), issuedAt, flight.epoch(), flight.issuedWith());
    put(flight.key().user(), token);
    end(flight);
    return Future.succeededFuture(Optional.of(token));
  }

  private void end(IssueLease flight) {
    Objects.requireNonNull(flying.remove(flight.key().user())).forEach(Promise::tryComplete);
  }

  @Override
  public Future<Void> abort(IssueLease flight) {
    end(flight);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> abandon(IssueLease flight) {
    return abort(flight);
  }

  @Override
  public Future<Void> awaitChange(TokenKey key, Duration atMost) {
    Promise<Void> changed = Promise.promise();
    flying.getOrDefault(key.user(), new ArrayList<>()).add(changed);
    time.after(atMost, changed::tryComplete);
    return changed.future();
  }
}
