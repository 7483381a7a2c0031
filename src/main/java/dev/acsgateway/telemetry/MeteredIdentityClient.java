package dev.acsgateway.telemetry;

import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;

/** Measures how long each call to ACS takes, and how it ends. */
final class MeteredIdentityClient implements IdentityClient {
  private final IdentityClient client;
  private final Registrations meters;

  MeteredIdentityClient(IdentityClient client, Registrations meters) {
    this.client = client;
    this.meters = meters;
  }

  @Override
  public Future<Identity> create() {
    Timer.Sample start = Timer.start();
    return stop(start, "create", client.create());
  }

  @Override
  public Future<IdentityWithToken> createWithToken(TokenScopes scopes, TokenLifetime lifetime) {
    Timer.Sample start = Timer.start();
    return stop(start, "create-with-token", client.createWithToken(scopes, lifetime));
  }

  @Override
  public Future<AccessToken> issue(Identity identity, TokenScopes scopes, TokenLifetime lifetime) {
    Timer.Sample start = Timer.start();
    return stop(start, "issue", client.issue(identity, scopes, lifetime));
  }

  @Override
  public Future<Void> revoke(Identity identity) {
    Timer.Sample start = Timer.start();
    return stop(start, "revoke", client.revoke(identity));
  }

  @Override
  public Future<Void> delete(Identity identity) {
    Timer.Sample start = Timer.start();
    return stop(start, "delete", client.delete(identity));
  }

  @Override
  public Future<AccessToken> exchange(TeamsUser user) {
    Timer.Sample start = Timer.start();
    return stop(start, "exchange", client.exchange(user));
  }

  private <T> Future<T> stop(Timer.Sample start, String operation, Future<T> call) {
    return call.onComplete(
        result ->
            start.stop(
                meters.duration(
                    Meters.ACS_CALLS,
                    operation,
                    result.succeeded() ? "ok" : result.cause().getClass().getSimpleName())));
  }
}
