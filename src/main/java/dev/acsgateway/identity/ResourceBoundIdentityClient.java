package dev.acsgateway.identity;

import dev.acsgateway.failure.StoreUnavailable;
import dev.acsgateway.failure.WrongResource;
import io.vertx.core.Future;

/**
 * ACS as far as it is the resource that the ledger belongs to. Besides what the client behind it
 * fails with, calls fail with {@link WrongResource}. Those that make or take away something fail
 * with {@link StoreUnavailable} while nobody can tell; tokens of known identities are issued even
 * then, so that an outage of Redis is not one of the gateway.
 *
 * @param client asks ACS
 * @param guard knows the ledger's resource
 */
public record ResourceBoundIdentityClient(IdentityClient client, ResourceGuard guard)
    implements IdentityClient {

  @Override
  public Future<Identity> create() {
    return guard
        .verified()
        .compose(same -> client.create())
        .compose(made -> guard.confirm(made).map(made));
  }

  @Override
  public Future<IdentityWithToken> createWithToken(TokenScopes scopes, TokenLifetime lifetime) {
    return guard
        .verified()
        .compose(same -> client.createWithToken(scopes, lifetime))
        .compose(made -> guard.confirm(made.identity()).map(made));
  }

  @Override
  public Future<AccessToken> issue(Identity identity, TokenScopes scopes, TokenLifetime lifetime) {
    return guard.notRefused().compose(same -> client.issue(identity, scopes, lifetime));
  }

  @Override
  public Future<Void> revoke(Identity identity) {
    return guard.verified().compose(same -> client.revoke(identity));
  }

  @Override
  public Future<Void> delete(Identity identity) {
    return guard.verified().compose(same -> client.delete(identity));
  }

  @Override
  public Future<AccessToken> exchange(TeamsUser user) {
    return guard.notRefused().compose(same -> client.exchange(user));
  }
}
