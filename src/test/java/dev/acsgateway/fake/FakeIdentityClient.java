package dev.acsgateway.fake;

import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.IdentityNotOwned;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** An ACS that remembers what it was asked, and fails or hangs when told to. */
public final class FakeIdentityClient implements IdentityClient {
  private final InstantSource clock;
  private final AtomicInteger identities = new AtomicInteger();
  private final AtomicInteger tokens = new AtomicInteger();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Set<Identity> deleted = ConcurrentHashMap.newKeySet();
  private volatile Optional<AcsFailure> failure = Optional.empty();
  private volatile Optional<Promise<Void>> gate = Optional.empty();

  public FakeIdentityClient(InstantSource clock) {
    this.clock = clock;
  }

  /** Every call so far, as {@code operation} or {@code operation identity}. */
  public List<String> calls() {
    return calls;
  }

  /** From now on every call fails so. */
  public void failWith(AcsFailure failure) {
    this.failure = Optional.of(failure);
  }

  /** From now on calls succeed. */
  public void recover() {
    failure = Optional.empty();
  }

  /** From now on calls hang until the returned promise completes. */
  public Promise<Void> hang() {
    Promise<Void> opened = Promise.promise();
    gate = Optional.of(opened);
    return opened;
  }

  /** From now on calls are answered again; those that hang go on hanging. */
  public void answer() {
    gate = Optional.empty();
  }

  @Override
  public Future<Identity> create() {
    return answer("create", this::newIdentity);
  }

  @Override
  public Future<IdentityWithToken> createWithToken(TokenScopes scopes, TokenLifetime lifetime) {
    return answer(
        "createWithToken", () -> new IdentityWithToken(newIdentity(), newToken(lifetime)));
  }

  @Override
  public Future<AccessToken> issue(Identity identity, TokenScopes scopes, TokenLifetime lifetime) {
    return answer(
        "issue " + identity.id(),
        () -> {
          if (deleted.contains(identity)) {
            throw new IdentityNotOwned();
          }
          return newToken(lifetime);
        });
  }

  @Override
  public Future<Void> revoke(Identity identity) {
    return answer("revoke " + identity.id(), () -> Boolean.TRUE).mapEmpty();
  }

  @Override
  public Future<Void> delete(Identity identity) {
    return answer("delete " + identity.id(), () -> deleted.add(identity)).mapEmpty();
  }

  @Override
  public Future<AccessToken> exchange(TeamsUser user) {
    return answer("exchange", () -> newToken(TokenLifetime.DEFAULT));
  }

  private <T> Future<T> answer(String call, Supplier<T> result) {
    calls.add(call);
    Future<Void> opened = gate.map(Promise::future).orElseGet(Future::succeededFuture);
    return opened.compose(
        open ->
            failure
                .<Future<T>>map(Future::failedFuture)
                .orElseGet(() -> Future.succeededFuture(result.get())));
  }

  private Identity newIdentity() {
    return new Identity("8:acs:resource_" + identities.incrementAndGet());
  }

  private AccessToken newToken(TokenLifetime lifetime) {
    return new AccessToken(
        "token-" + tokens.incrementAndGet(),
        clock.instant().plus(Duration.ofMinutes(lifetime.minutes())));
  }
}
