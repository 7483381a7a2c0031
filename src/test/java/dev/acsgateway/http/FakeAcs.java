package dev.acsgateway.http;

import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** ACS, as far as what stands before it can tell. */
final class FakeAcs implements IdentityClient {
  private final Calls calls;
  private final InstantSource clock;
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicReference<Optional<AcsFailure>> failure =
      new AtomicReference<>(Optional.empty());

  FakeAcs(Calls calls, InstantSource clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /** For whom an Entra token was exchanged last. */
  volatile Optional<TeamsUser> exchanged = Optional.empty();

  /** From now on everything fails so. */
  void failWith(AcsFailure cause) {
    failure.set(Optional.of(cause));
  }

  private <T> Future<T> answer(String call, Supplier<T> value) {
    calls.note(call);
    return failure
        .get()
        .<Future<T>>map(Future::failedFuture)
        .orElseGet(() -> Future.succeededFuture(value.get()));
  }

  private AccessToken token(TokenScopes scopes, TokenLifetime lifetime) {
    return new AccessToken(
        "acs-token-" + made.incrementAndGet() + "-" + scopes,
        clock.instant().plus(Duration.ofMinutes(lifetime.minutes())));
  }

  @Override
  public Future<Identity> create() {
    return answer("create", () -> new Identity("8:acs:res_" + made.incrementAndGet()));
  }

  @Override
  public Future<IdentityWithToken> createWithToken(TokenScopes scopes, TokenLifetime lifetime) {
    return answer(
        "create with token",
        () ->
            new IdentityWithToken(
                new Identity("8:acs:res_" + made.incrementAndGet()), token(scopes, lifetime)));
  }

  @Override
  public Future<AccessToken> issue(Identity identity, TokenScopes scopes, TokenLifetime lifetime) {
    return answer("issue", () -> token(scopes, lifetime));
  }

  @Override
  public Future<Void> revoke(Identity identity) {
    return answer("revoke", () -> null);
  }

  @Override
  public Future<Void> delete(Identity identity) {
    return answer("delete", () -> null);
  }

  @Override
  public Future<AccessToken> exchange(TeamsUser user) {
    exchanged = Optional.of(user);
    return answer("exchange", () -> token(TokenScopes.of("voip"), TokenLifetime.DEFAULT));
  }
}
