package dev.acsgateway.identity;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One ACS resource that notes its calls. */
final class AcsOfResource implements IdentityClient {
  final List<String> calls = new ArrayList<>();
  private final AcsResourceId resource;
  private int made;

  AcsOfResource(AcsResourceId resource) {
    this.resource = resource;
  }

  /** The identity that it made as the so manieth. */
  Identity identity(int number) {
    return new Identity("8:acs:" + resource.value() + "_" + number);
  }

  private <T> Future<T> done(String call, T value) {
    calls.add(call);
    return Future.succeededFuture(value);
  }

  private static AccessToken token() {
    return new AccessToken("token", Instant.parse("2026-03-02T12:00:00Z"));
  }

  @Override
  public Future<Identity> create() {
    return done("create", identity(++made));
  }

  @Override
  public Future<IdentityWithToken> createWithToken(TokenScopes scopes, TokenLifetime lifetime) {
    return done("create with token", new IdentityWithToken(identity(++made), token()));
  }

  @Override
  public Future<AccessToken> issue(Identity identity, TokenScopes scopes, TokenLifetime lifetime) {
    return done("issue", token());
  }

  @Override
  public Future<Void> revoke(Identity identity) {
    return done("revoke " + identity.id(), true).mapEmpty();
  }

  @Override
  public Future<Void> delete(Identity identity) {
    return done("delete " + identity.id(), true).mapEmpty();
  }

  @Override
  public Future<AccessToken> exchange(TeamsUser user) {
    return done("exchange", token());
  }
}
