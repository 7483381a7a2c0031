package dev.acsgateway.acs;

import com.azure.core.http.HttpClient;
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
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Speaks to ACS with the credential in use, of those that this node has. */
public final class SwitchedIdentityClient implements IdentityClient {
  private final Map<String, IdentityClient> byFingerprint = new ConcurrentHashMap<>();
  private final Function<AcsCredential, IdentityClient> client;
  private final IssuingKeyStore keys;

  SwitchedIdentityClient(Function<AcsCredential, IdentityClient> client, IssuingKeyStore keys) {
    this.client = client;
    this.keys = keys;
  }

  /**
   * A client for each credential of the configuration, over the same connections. Blocks and fails
   * as {@link SdkIdentityClient#create} does.
   *
   * @param headers what each call carries besides; asked on the caller's context
   */
  public static SwitchedIdentityClient create(
      Vertx vertx, AcsConfig config, IssuingKeyStore keys, Supplier<Map<String, String>> headers) {
    HttpClient http = AcsHttp.create(vertx, config);
    SwitchedIdentityClient switched =
        new SwitchedIdentityClient(
            credential -> SdkIdentityClient.create(vertx, http, config.with(credential), headers),
            keys);
    switched.add(config.credentials());
    return switched;
  }

  /**
   * Can speak with these credentials, too, from now on. The ones it had stay: a call may be about
   * to use one, and there are not many in the life of a node.
   */
  public void add(Collection<AcsCredential> credentials) {
    for (AcsCredential credential : credentials) {
      byFingerprint.computeIfAbsent(credential.fingerprint(), it -> client.apply(credential));
    }
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
