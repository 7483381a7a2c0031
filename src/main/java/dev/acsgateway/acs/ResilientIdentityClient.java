package dev.acsgateway.acs;

import dev.acsgateway.failure.AcsSuspended;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import dev.acsgateway.quota.Operation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Fails fast with {@link AcsSuspended} while the operation's breaker is open, and repeats calls
 * that meet an outage, where a repeat does no harm: a second token of an identity is merely unused,
 * a second revocation or deletion finds its work done. A second identity would be an orphan, so
 * both kinds of creation are tried once; so is the exchange, whose caller holds a token that may
 * run out.
 *
 * <p>Belongs around whatever hands out permits, so that an open breaker costs none, and every
 * repeat takes its own.
 */
public final class ResilientIdentityClient implements IdentityClient {
  private final IdentityClient client;
  private final Vertx vertx;
  private final Breakers breakers;
  private final RetryPolicy repeats;
  private final InstantSource clock;

  /**
   * @param client makes one try per call
   * @param breakers shared by all clients of the node
   * @param jitter spreads the repeats of many callers
   */
  public ResilientIdentityClient(
      IdentityClient client,
      Vertx vertx,
      Breakers breakers,
      RetryConfig config,
      InstantSource clock,
      RandomGenerator jitter) {
    this.client = client;
    this.vertx = vertx;
    this.breakers = breakers;
    this.repeats = new RetryPolicy(config, jitter);
    this.clock = clock;
  }

  @Override
  public Future<Identity> create() {
    return call(Operation.CREATE, client::create).once();
  }

  @Override
  public Future<IdentityWithToken> createWithToken(TokenScopes scopes, TokenLifetime lifetime) {
    return call(Operation.CREATE_WITH_TOKEN, () -> client.createWithToken(scopes, lifetime)).once();
  }

  @Override
  public Future<AccessToken> issue(Identity identity, TokenScopes scopes, TokenLifetime lifetime) {
    return call(Operation.ISSUE, () -> client.issue(identity, scopes, lifetime)).repeated();
  }

  @Override
  public Future<Void> revoke(Identity identity) {
    return call(Operation.REVOKE, () -> client.revoke(identity)).repeated();
  }

  @Override
  public Future<Void> delete(Identity identity) {
    return call(Operation.DELETE, () -> client.delete(identity)).repeated();
  }

  @Override
  public Future<AccessToken> exchange(TeamsUser user) {
    return call(Operation.EXCHANGE, () -> client.exchange(user)).once();
  }

  private <T> ResilientCall<T> call(Operation operation, Supplier<Future<T>> call) {
    return new ResilientCall<>(vertx, breakers.of(operation), repeats, clock, call);
  }
}
