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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Speaks to ACS with the credential in use, of those that this node has. The SDK's clients are made
 * on a worker thread, since that takes a fifth of a node's start; who asks before they are there
 * waits for them.
 */
public final class SwitchedIdentityClient implements IdentityClient {
  private final Map<String, CompletionStage<IdentityClient>> byFingerprint =
      new ConcurrentHashMap<>();
  private final Function<AcsCredential, Future<IdentityClient>> client;
  private final Vertx vertx;
  private final IssuingKeyStore keys;

  private SwitchedIdentityClient(
      Function<AcsCredential, Future<IdentityClient>> client, Vertx vertx, IssuingKeyStore keys) {
    this.client = client;
    this.vertx = vertx;
    this.keys = keys;
  }

  /**
   * A client for each credential of the configuration, over the same connections. Reads the trusted
   * certificates, which blocks: for the start only.
   *
   * @param headers what each call carries besides; asked on the caller's context
   * @throws dev.acsgateway.config.InvalidConfiguration when the trusted certificates are none
   */
  public static SwitchedIdentityClient create(
      Vertx vertx, AcsConfig config, IssuingKeyStore keys, Supplier<Map<String, String>> headers) {
    config.trustCertificate().ifPresent(AcsTrust::check);
    Future<HttpClient> connections = inBackground(vertx, () -> AcsHttp.create(vertx, config));
    SwitchedIdentityClient switched =
        new SwitchedIdentityClient(
            credential ->
                connections.compose(
                    http ->
                        inBackground(
                            vertx,
                            () ->
                                SdkIdentityClient.create(
                                    vertx, http, config.with(credential), headers))),
            vertx,
            keys);
    switched.add(config.credentials());
    return switched;
  }

  private static <T> Future<T> inBackground(Vertx vertx, Supplier<T> work) {
    return vertx.executeBlocking(work::get, false).map(Objects::requireNonNull);
  }

  /** Completes when the clients of all credentials so far are made, or fails as the first does. */
  public Future<Void> ready() {
    return Future.all(byFingerprint.values().stream().map(Future::fromCompletionStage).toList())
        .mapEmpty();
  }

  /**
   * Can speak with these credentials, too, from now on. The ones it had stay: a call may be about
   * to use one, and there are not many in the life of a node.
   */
  public void add(Collection<AcsCredential> credentials) {
    for (AcsCredential credential : credentials) {
      byFingerprint.computeIfAbsent(
          credential.fingerprint(), it -> client.apply(credential).toCompletionStage());
    }
  }

  @Override
  public Future<Identity> create() {
    return ask(IdentityClient::create);
  }

  @Override
  public Future<IdentityWithToken> createWithToken(TokenScopes scopes, TokenLifetime lifetime) {
    return ask(it -> it.createWithToken(scopes, lifetime));
  }

  @Override
  public Future<AccessToken> issue(Identity identity, TokenScopes scopes, TokenLifetime lifetime) {
    return ask(it -> it.issue(identity, scopes, lifetime));
  }

  @Override
  public Future<Void> revoke(Identity identity) {
    return ask(it -> it.revoke(identity));
  }

  @Override
  public Future<Void> delete(Identity identity) {
    return ask(it -> it.delete(identity));
  }

  @Override
  public Future<AccessToken> exchange(TeamsUser user) {
    return ask(it -> it.exchange(user));
  }

  private <T> Future<T> ask(Function<IdentityClient, Future<T>> call) {
    return Future.fromCompletionStage(
            Objects.requireNonNull(byFingerprint.get(keys.signing())), vertx.getOrCreateContext())
        .compose(call);
  }
}
