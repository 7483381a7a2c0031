package dev.acsgateway.fake;

import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.redis.StoreFixture;
import dev.acsgateway.token.CachedToken;
import dev.acsgateway.token.IssueLease;
import dev.acsgateway.token.IssueLeases;
import dev.acsgateway.token.LeaseResult;
import dev.acsgateway.token.NearCacheConfig;
import dev.acsgateway.token.TokenAnswer;
import dev.acsgateway.token.TokenConfig;
import dev.acsgateway.token.TokenKey;
import dev.acsgateway.token.TokenService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A node's token service that dies at a step: what it asks for from then on is not sent, and what
 * it asked for before never comes back. Unless it only was held up: then everything goes on.
 */
public final class MortalNode implements IssueLeases, IdentityClient {
  private static final TokenConfig CONFIG =
      new TokenConfig(
          Duration.ofMinutes(15),
          0.8,
          Duration.ofMinutes(1),
          new NearCacheConfig(false, 1, Duration.ofSeconds(30)));

  private final IssueLeases flights;
  private final IdentityClient acs;
  private final List<Crash> waiting;
  private final TokenService tokens;
  private final Promise<Void> back = Promise.promise();
  private volatile boolean dead;

  /**
   * @param waiting what to die of, shared by all nodes: whoever gets to the first of them dies of
   *     it, and takes it off
   */
  public MortalNode(StoreFixture store, IdentityClient acs, List<Crash> waiting) {
    this.flights = store.store.tokenFlights();
    this.acs = acs;
    this.waiting = waiting;
    this.tokens =
        new TokenService(
            store.vertx,
            store.store.tokenCache(),
            this,
            new FakeInvalidations(),
            this,
            this,
            store.store.issuingKeys(),
            CONFIG,
            store.clock);
  }

  /** A token for Alice's chats. */
  public Future<TokenAnswer> ask() {
    return tokens.token(StoreFixture.CHAT);
  }

  public boolean isDead() {
    return dead;
  }

  /** It was only held up. */
  public void comeBack() {
    dead = false;
    back.complete();
  }

  /** Whether it is this node that dies here. */
  private void pass(Crash step) {
    synchronized (waiting) {
      if (!dead && !waiting.isEmpty() && waiting.getFirst() == step) {
        waiting.removeFirst();
        dead = true;
      }
    }
  }

  /** Nothing leaves a dead node, and nothing reaches one. */
  private <T> Future<T> alive(Supplier<Future<T>> call) {
    Future<T> answer = dead ? back.future().compose(again -> call.get()) : call.get();
    return answer.transform(
        result -> {
          Future<T> told =
              result.succeeded()
                  ? Future.succeededFuture(result.result())
                  : Future.failedFuture(result.cause());
          return dead ? back.future().compose(again -> told) : told;
        });
  }

  private <T> Future<T> after(Crash step, Future<T> call) {
    return call.onSuccess(done -> pass(step));
  }

  @Override
  public Future<LeaseResult> begin(TokenKey key, Instant freshAfter) {
    pass(Crash.BEFORE_INTENT);
    return alive(
        () ->
            flights
                .begin(key, freshAfter)
                .onSuccess(
                    takeoff -> {
                      if (takeoff instanceof LeaseResult.Acquired(IssueLease flight)
                          && flight.identity().isEmpty()) {
                        pass(Crash.AFTER_INTENT);
                      }
                    }));
  }

  @Override
  public Future<Optional<CachedToken>> land(
      IssueLease flight, IdentityWithToken brought, Instant issuedAt) {
    return alive(() -> after(Crash.AFTER_COMMIT, flights.land(flight, brought, issuedAt)));
  }

  @Override
  public Future<Void> abort(IssueLease flight) {
    return alive(() -> flights.abort(flight));
  }

  @Override
  public Future<Void> abandon(IssueLease flight) {
    return alive(() -> flights.abandon(flight));
  }

  @Override
  public Future<Void> awaitChange(TokenKey key, Duration atMost) {
    return alive(() -> flights.awaitChange(key, atMost));
  }

  @Override
  public Future<IdentityWithToken> createWithToken(TokenScopes scopes, TokenLifetime lifetime) {
    return alive(() -> after(Crash.AFTER_ACS, acs.createWithToken(scopes, lifetime)));
  }

  @Override
  public Future<Identity> create() {
    return alive(acs::create);
  }

  @Override
  public Future<AccessToken> issue(Identity identity, TokenScopes scopes, TokenLifetime lifetime) {
    return alive(() -> acs.issue(identity, scopes, lifetime));
  }

  @Override
  public Future<Void> revoke(Identity identity) {
    return alive(() -> acs.revoke(identity));
  }

  @Override
  public Future<Void> delete(Identity identity) {
    return alive(() -> acs.delete(identity));
  }

  @Override
  public Future<AccessToken> exchange(TeamsUser user) {
    return alive(() -> acs.exchange(user));
  }
}
