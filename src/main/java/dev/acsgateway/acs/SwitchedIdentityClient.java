package dev.acsgateway.acs;

import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.IssuingKeyStore;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Speaks to ACS with the credential in use, of those configured. */
public final class SwitchedIdentityClient implements IdentityClient {
  private final Map<String, IdentityClient> byFingerprint;
  private final IssuingKeyStore keys;

  SwitchedIdentityClient(Map<String, IdentityClient> byFingerprint, IssuingKeyStore keys) {
    this.byFingerprint = Map.copyOf(byFingerprint);
    this.keys = keys;
  }

  /** Builds a client for each credential, as {@link SdkIdentityClient#create} does. */
  public static SwitchedIdentityClient create(Vertx vertx, AcsConfig config, IssuingKeyStore keys) {
    return new SwitchedIdentityClient(
        config.credentials().stream()
            .collect(
                Collectors.toMap(
                    AcsCredential::fingerprint,
                    credential -> SdkIdentityClient.create(vertx, config.with(credential)))),
        keys);
  }

  @Override
  public Future<Identity> create() {
    return current().create();
  }

  @Override
  public Future<IdentityWithToken> createWithToken(TokenScopes scopes, TokenLifetime lifetime) {
    return current().createWithToken(scopes, lifetime);
  }

  @Override
  public Future<AccessToken> issue(Identity identity, TokenScopes scopes, TokenLifetime lifetime) {
    return current().issue(identity, scopes, lifetime);
  }

  @Override
  public Future<Void> revoke(Identity identity) {
    return current().revoke(identity);
  }

  @Override
  public Future<Void> delete(Identity identity) {
    return current().delete(identity);
  }

  @Override
  public Future<AccessToken> exchange(TeamsUser user) {
    return current().exchange(user);
  }

  private IdentityClient current() {
    return Objects.requireNonNull(byFingerprint.get(keys.signing()));
  }
}
