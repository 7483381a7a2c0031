package dev.acsgateway.token;

import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.identity.IdentityWithToken;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Flights across all nodes: of all who want a token from ACS, one holds the flight, the others wait
 * for it to land. A holder that dies loses it when its deadline passes. Any future may fail with
 * {@link StoreUnavailable}.
 */
public interface IssueLeases {

  /**
   * Asks for the flight of a key.
   *
   * @param key the token wanted
   * @param freshAfter a cached token that expires after this instant is answer enough
   */
  Future<LeaseResult> begin(TokenKey key, Instant freshAfter);

  /**
   * Records what a flight brought, for all nodes: the identity, when it was made, and the token.
   *
   * @return the entry as cached; empty when the flight is void (it took too long, or the user was
   *     revoked or deleted meanwhile), and then a new identity is filed as an orphan
   */
  Future<Optional<CachedToken>> land(
      IssueLease flight, IdentityWithToken brought, Instant issuedAt);

  /** Gives a flight back that surely changed nothing at ACS, so that the next one need not wait. */
  Future<Void> abort(IssueLease flight);

  /**
   * Gives a flight back of which nobody knows whether ACS acted. Where it was to make an identity,
   * that stays visible as an abandoned intent.
   */
  Future<Void> abandon(IssueLease flight);

  /** Completes when the flights or state of the key's user changed, or after {@code atMost}. */
  Future<Void> awaitChange(TokenKey key, Duration atMost);
}
