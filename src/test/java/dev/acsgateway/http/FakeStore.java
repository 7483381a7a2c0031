package dev.acsgateway.http;

import dev.acsgateway.failure.Failure;
import dev.acsgateway.failure.UserNotFound;
import dev.acsgateway.identity.Fence;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityLedger;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.UserId;
import dev.acsgateway.identity.UserRecord;
import dev.acsgateway.identity.UserState;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Tokens, flights and ledger in one map, for tests of what stands before them. */
final class FakeStore implements TokenCache, IssueLeases, IdentityLedger {
  final AtomicReference<Optional<Throwable>> failure = new AtomicReference<>(Optional.empty());
  volatile boolean hangs;

  /** Whose tokens cannot be looked up, and why; empty for no answer at all. */
  final Map<UserId, Optional<Throwable>> troubles = new ConcurrentHashMap<>();

  private final Calls calls;
  private final Map<TokenKey, CachedToken> tokens = new ConcurrentHashMap<>();
  private final Map<UserId, UserRecord> users = new ConcurrentHashMap<>();

  FakeStore(Calls calls) {
    this.calls = calls;
  }

  /** From now on everything fails so. */
  void failWith(Throwable cause) {
    failure.set(Optional.of(cause));
  }

  private <T> Future<T> answer(String call, T value) {
    calls.note(call);
    if (hangs) {
      return Promise.<T>promise().future();
    }
    return failure
        .get()
        .<Future<T>>map(Future::failedFuture)
        .orElseGet(() -> Future.succeededFuture(value));
  }

  private <T> Future<T> fail(Failure cause) {
    return Future.failedFuture(cause);
  }

  @Override
  public Future<Optional<CachedToken>> find(TokenKey key) {
    Optional<Throwable> trouble = troubles.get(key.user());
    Future<Optional<CachedToken>> found =
        answer("find token " + key, Optional.ofNullable(tokens.get(key)));
    return trouble == null
        ? found
        : trouble
            .<Future<Optional<CachedToken>>>map(Future::failedFuture)
            .orElseGet(() -> Promise.<Optional<CachedToken>>promise().future());
  }

  @Override
  public Future<LeaseResult> begin(TokenKey key, Instant freshAfter) {
    Optional<Identity> identity =
        Optional.ofNullable(users.get(key.user())).flatMap(UserRecord::identity);
    return answer(
        "begin flight",
        new LeaseResult.Acquired(new IssueLease(key, identity, 1, "nonce", "key-1")));
  }

  @Override
  public Future<Optional<CachedToken>> land(
      IssueLease flight, IdentityWithToken brought, Instant issuedAt) {
    CachedToken entry = new CachedToken(brought.identity(), brought.token(), issuedAt, 1, "key-1");
    UserId user = flight.key().user();
    tokens.put(flight.key(), entry);
    users.put(
        user,
        new UserRecord(
            user,
            Optional.of(brought.identity()),
            UserState.ACTIVE,
            1,
            Optional.of(issuedAt),
            Optional.of(issuedAt)));
    return answer("land flight", Optional.of(entry));
  }

  @Override
  public Future<Void> abort(IssueLease flight) {
    calls.note("abort flight");
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> abandon(IssueLease flight) {
    calls.note("abandon flight");
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> awaitChange(TokenKey key, Duration atMost) {
    calls.note("await change");
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<UserRecord>> find(UserId user) {
    return answer("find user " + user.value(), Optional.ofNullable(users.get(user)));
  }

  @Override
  public Future<Fence> beginRevocation(UserId user) {
    return fence("begin revocation", user);
  }

  @Override
  public Future<Boolean> endRevocation(Fence fence) {
    tokens.keySet().removeIf(key -> key.user().equals(fence.user()));
    calls.note("end revocation");
    return Future.succeededFuture(true);
  }

  @Override
  public Future<Fence> beginDeletion(UserId user) {
    return fence("begin deletion", user);
  }

  @Override
  public Future<Void> endDeletion(Fence fence) {
    users.remove(fence.user());
    tokens.keySet().removeIf(key -> key.user().equals(fence.user()));
    calls.note("end deletion");
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> cancelDeletion(Fence fence) {
    calls.note("cancel deletion");
    return Future.succeededFuture();
  }

  private Future<Fence> fence(String call, UserId user) {
    Optional<Identity> identity =
        Optional.ofNullable(users.get(user)).flatMap(UserRecord::identity);
    if (identity.isEmpty() && failure.get().isEmpty()) {
      calls.note(call);
      return fail(new UserNotFound());
    }
    return answer(
        call,
        new Fence(
            user, identity.orElse(new Identity("8:acs:none")), 2, "nonce", Instant.MAX, false));
  }
}
