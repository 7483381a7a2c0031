package dev.acsgateway.token;

import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.DeadlineExceeded;
import dev.acsgateway.failure.Failure;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityWithToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Answers with a token: from the cache while it is fresh, else from ACS in one flight for all who
 * ask. Fails with a {@link Failure}. One instance serves all event loops of a node.
 */
public final class TokenService {
  private final TokenCache cache;
  private final TokenFlights flights;
  private final IdentityClient client;
  private final TokenConfig config;
  private final InstantSource clock;
  private final SingleFlight<TokenKey, TokenAnswer> running;

  public TokenService(
      Vertx vertx,
      TokenCache cache,
      TokenFlights flights,
      IdentityClient client,
      TokenConfig config,
      InstantSource clock) {
    this.cache = cache;
    this.flights = flights;
    this.client = client;
    this.config = config;
    this.clock = clock;
    this.running = new SingleFlight<>(vertx);
  }

  /** A token with at least the minimum validity left. */
  public Future<TokenAnswer> token(TokenKey key) {
    return cache
        .find(key)
        .compose(
            found ->
                found
                    .filter(this::isFresh)
                    .map(entry -> Future.succeededFuture(answer(key, entry, TokenSource.SHARED)))
                    .orElseGet(() -> running.join(key, () -> fly(key, deadline()))));
  }

  private Instant deadline() {
    return clock.instant().plus(config.maxWait());
  }

  private Future<TokenAnswer> fly(TokenKey key, Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    if (!left.isPositive()) {
      return Future.failedFuture(new DeadlineExceeded());
    }
    return flights
        .begin(key, clock.instant().plus(config.minimumValidity()))
        .compose(
            takeoff ->
                switch (takeoff) {
                  case Takeoff.Landed(CachedToken entry) ->
                      Future.succeededFuture(answer(key, entry, TokenSource.SHARED));
                  case Takeoff.Granted(Flight flight) -> carryOut(flight, deadline);
                  case Takeoff.Held(Duration atMost) ->
                      flights
                          .awaitChange(key, atMost.compareTo(left) < 0 ? atMost : left)
                          .compose(changed -> fly(key, deadline));
                });
  }

  private Future<TokenAnswer> carryOut(Flight flight, Instant deadline) {
    return obtain(flight)
        .recover(failure -> giveUp(flight, failure))
        .compose(brought -> flights.land(flight, brought, clock.instant()))
        .compose(
            landed ->
                landed
                    .map(
                        entry ->
                            Future.succeededFuture(answer(flight.key(), entry, TokenSource.ACS)))
                    .orElseGet(() -> fly(flight.key(), deadline)));
  }

  private Future<IdentityWithToken> obtain(Flight flight) {
    TokenKey key = flight.key();
    return flight
        .identity()
        .map(
            identity ->
                client
                    .issue(identity, key.scopes(), key.lifetime())
                    .map(token -> new IdentityWithToken(identity, token)))
        .orElseGet(() -> client.createWithToken(key.scopes(), key.lifetime()));
  }

  private Future<IdentityWithToken> giveUp(Flight flight, Throwable failure) {
    boolean mayHaveActed = !(failure instanceof AcsFailure known) || known.mayHaveActed();
    Future<Void> givenBack = mayHaveActed ? flights.abandon(flight) : flights.abort(flight);
    return givenBack.transform(ignored -> Future.failedFuture(failure));
  }

  private boolean isFresh(CachedToken entry) {
    return entry.remaining(clock.instant()).compareTo(config.minimumValidity()) >= 0;
  }

  private TokenAnswer answer(TokenKey key, CachedToken entry, TokenSource source) {
    Duration untilRefresh =
        Duration.ofMillis((long) (entry.life().toMillis() * config.refreshAt()));
    return new TokenAnswer(entry, key.scopes(), entry.issuedAt().plus(untilRefresh), source);
  }
}
