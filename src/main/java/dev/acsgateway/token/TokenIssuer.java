package dev.acsgateway.token;

import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.DeadlineExceeded;
import dev.acsgateway.failure.Failure;
import dev.acsgateway.failure.IdentityNotOwned;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.ActiveAccessKeyStore;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.token.InvalidationEpochs.Stamp;
import dev.acsgateway.token.TokenCounts.FlightEvent;
import dev.acsgateway.token.TokenCounts.RefreshEnd;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Obtains tokens from ACS, in one flight for all who ask: on this node by joining, across nodes by
 * {@link IssueLeases}. Fails with a {@link Failure}.
 */
final class TokenIssuer {
  private final IssueLeases flights;
  private final IdentityClient interactive;
  private final IdentityClient refresh;
  private final ActiveAccessKeyStore keys;
  private final TokenConfig config;
  private final InstantSource clock;
  private final TokenCounts counts;
  private final SingleFlight<Wish, CachedToken> running;
  private final SingleFlight<Wish, CachedToken> runningInOutage;

  /**
   * What may be joined: the same token, wanted in the same state of the world. Whoever comes after
   * a revocation must not join a flight from before, which may bring a token that was revoked
   * meanwhile.
   */
  private record Wish(TokenKey key, Stamp stamp) {}

  /**
   * @param interactive for calls that somebody waits for
   * @param refresh for calls that nobody waits for
   */
  TokenIssuer(
      Vertx vertx,
      IssueLeases flights,
      IdentityClient interactive,
      IdentityClient refresh,
      ActiveAccessKeyStore keys,
      TokenConfig config,
      InstantSource clock,
      TokenCounts counts) {
    this.flights = flights;
    this.interactive = interactive;
    this.refresh = refresh;
    this.keys = keys;
    this.config = config;
    this.clock = clock;
    this.counts = counts;
    this.running = new SingleFlight<>(vertx, () -> counts.flight(FlightEvent.JOINED));
    this.runningInOutage = new SingleFlight<>(vertx, () -> counts.flight(FlightEvent.JOINED));
  }

  /**
   * A token with at least the minimum validity left; from ACS, or landed by another node.
   *
   * @param stamp taken when the request began
   */
  Future<CachedToken> issue(TokenKey key, Stamp stamp) {
    return running.join(
        new Wish(key, stamp),
        () -> fly(key, clock.instant().plus(config.maxWait()), false, Optional.empty()));
  }

  /** A token for a known identity while Redis is down: recorded nowhere, one flight per node. */
  Future<CachedToken> issueInOutage(TokenKey key, Stamp stamp, Identity identity) {
    return runningInOutage.join(
        new Wish(key, stamp),
        () -> {
          String issuedWith = keys.signing();
          return interactive
              .issue(identity, key.scopes(), key.lifetime())
              .map(token -> new CachedToken(identity, token, clock.instant(), 0, issuedWith));
        });
  }

  /**
   * Replaces a token that is still good, unless somebody else does; waits for nobody.
   *
   * @param expiresOn when the token ends that is to be replaced
   */
  Future<Void> refresh(TokenKey key, Instant expiresOn) {
    return flights
        .begin(key, expiresOn.plusMillis(1))
        .compose(
            takeoff ->
                takeoff instanceof LeaseResult.Acquired(IssueLease flight)
                    ? carryOut(flight, refresh).map(landed -> RefreshEnd.DONE)
                    : Future.succeededFuture(RefreshEnd.LEFT_TO_ANOTHER))
        .onComplete(
            ended -> counts.refreshed(ended.succeeded() ? ended.result() : RefreshEnd.FAILED))
        .mapEmpty();
  }

  /**
   * @param waited whether another node has held the flight since the wish came up
   * @param gone the identity that ACS did not know any more, if that was so
   */
  private Future<CachedToken> fly(
      TokenKey key, Instant deadline, boolean waited, Optional<Identity> gone) {
    Duration left = Duration.between(clock.instant(), deadline);
    if (!left.isPositive()) {
      return Future.failedFuture(new DeadlineExceeded());
    }
    return flights
        .begin(key, clock.instant().plus(config.minimumValidity()))
        .compose(
            takeoff ->
                switch (takeoff) {
                  case LeaseResult.AlreadyIssued(CachedToken entry) -> {
                    counts.flight(FlightEvent.AWAITED);
                    yield Future.succeededFuture(entry);
                  }
                  case LeaseResult.Acquired(IssueLease flight) -> {
                    counts.flight(waited ? FlightEvent.TAKEN_OVER : FlightEvent.FLOWN);
                    yield carryOut(flight, interactive)
                        .compose(
                            landed ->
                                landed
                                    .map(Future::succeededFuture)
                                    .orElseGet(() -> fly(key, deadline, waited, gone)))
                        .recover(
                            e ->
                                wasDeleted(flight, gone, e)
                                    ? fly(key, deadline, waited, flight.identity())
                                    : Future.failedFuture(e));
                  }
                  case LeaseResult.HeldElsewhere(Duration atMost) ->
                      flights
                          .awaitChange(key, atMost.compareTo(left) < 0 ? atMost : left)
                          .compose(changed -> fly(key, deadline, true, gone));
                });
  }

  /**
   * Whether the identity may have been deleted while the flight was under way, so that the user has
   * another one by now, or gets one. Asked once: if the ledger has the same one again, it is wrong.
   */
  private static boolean wasDeleted(IssueLease flight, Optional<Identity> gone, Throwable e) {
    return e instanceof IdentityNotOwned
        && flight.identity().isPresent()
        && !flight.identity().equals(gone);
  }

  private Future<Optional<CachedToken>> carryOut(IssueLease flight, IdentityClient client) {
    return obtain(flight, client)
        .recover(failure -> giveUp(flight, failure))
        .compose(brought -> flights.land(flight, brought, clock.instant()));
  }

  private static Future<IdentityWithToken> obtain(IssueLease flight, IdentityClient client) {
    TokenKey key = flight.key();
    return flight
        .identity()
        .map(
            identity ->
                client
                    .issue(identity, key.scopes(), key.lifetime())
                    .map((AccessToken token) -> new IdentityWithToken(identity, token)))
        .orElseGet(() -> client.createWithToken(key.scopes(), key.lifetime()));
  }

  private Future<IdentityWithToken> giveUp(IssueLease flight, Throwable failure) {
    boolean mayHaveActed = !(failure instanceof AcsFailure known) || known.mayHaveActed();
    Future<Void> givenBack = mayHaveActed ? flights.abandon(flight) : flights.abort(flight);
    return givenBack.transform(ignored -> Future.failedFuture(failure));
  }
}
