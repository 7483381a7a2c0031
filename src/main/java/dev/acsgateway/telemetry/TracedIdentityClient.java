package dev.acsgateway.telemetry;

import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** Gives each call to ACS a span of its own. */
final class TracedIdentityClient implements IdentityClient {
  private final IdentityClient client;
  private final Spans spans;

  TracedIdentityClient(IdentityClient client, Spans spans) {
    this.client = client;
    this.spans = spans;
  }

  @Override
  public Future<Identity> create() {
    return span("create", client::create);
  }

  @Override
  public Future<IdentityWithToken> createWithToken(TokenScopes scopes, TokenLifetime lifetime) {
    return span("create-with-token", () -> client.createWithToken(scopes, lifetime));
  }

  @Override
  public Future<AccessToken> issue(Identity identity, TokenScopes scopes, TokenLifetime lifetime) {
    return span("issue", () -> client.issue(identity, scopes, lifetime));
  }

  @Override
  public Future<Void> revoke(Identity identity) {
    return span("revoke", () -> client.revoke(identity));
  }

  @Override
  public Future<Void> delete(Identity identity) {
    return span("delete", () -> client.delete(identity));
  }

  @Override
  public Future<AccessToken> exchange(TeamsUser user) {
    return span("exchange", () -> client.exchange(user));
  }

  private <T> Future<T> span(String operation, Supplier<Future<T>> call) {
    return spans.client("acs", operation, call);
  }
}
