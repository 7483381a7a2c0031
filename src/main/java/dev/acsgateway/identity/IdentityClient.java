package dev.acsgateway.identity;

import dev.acsgateway.failure.AcsFailure;
import io.vertx.core.Future;

/**
 * What ACS can do with identities. One call is one try: retries, quotas and breakers are the
 * caller's. Nothing is idempotent by ACS's contract: a repeated create may leave an orphan.
 *
 * <p>Every method may be called from any Vert.x context; its future completes on that context, and
 * fails with an {@link AcsFailure} and nothing else.
 */
public interface IdentityClient {

  /** Makes an identity. */
  Future<Identity> create();

  /** Makes an identity and its first token in one call. */
  Future<IdentityWithToken> createWithToken(TokenScopes scopes, TokenLifetime lifetime);

  /** Issues a token for an identity. */
  Future<AccessToken> issue(Identity identity, TokenScopes scopes, TokenLifetime lifetime);

  /**
   * Revokes every token issued for the identity so far. ACS says that this may take up to 15
   * minutes to reach all its services.
   */
  Future<Void> revoke(Identity identity);

  /** Deletes the identity; its chat messages go with it. */
  Future<Void> delete(Identity identity);

  /** Trades a Teams user's Entra ID token for an ACS token. */
  Future<AccessToken> exchange(TeamsUser user);
}
