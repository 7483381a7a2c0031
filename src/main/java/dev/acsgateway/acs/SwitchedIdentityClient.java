package dev.acsgateway.acs;

import com.azure.core.http.HttpClient;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.ActiveAccessKeyStore;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to ACS with the credential in use, of those that this node has. The SDK's clients are made
 * on a worker thread when they are first needed, since that takes a fifth of a node's start.
 */
public final class SwitchedIdentityClient implements IdentityClient {
  private final Vertx vertx;
  private final AcsConfig config;
  private final ActiveAccessKeyStore keys;
  private final Supplier<Map<String, String>> headers;
  private final Consumer<Instant> dates;
  private final Map<String, AcsCredential> credentials = new ConcurrentHashMap<>();
  private final Map<String, CompletionStage<IdentityClient>> clients = new ConcurrentHashMap<>();
  private @Nullable HttpClient connections;

  private SwitchedIdentityClient(
      Vertx vertx,
      AcsConfig config,
      ActiveAccessKeyStore keys,
      Supplier<Map<String, String>> headers,
      Consumer<Instant> dates) {
    this.vertx = vertx;
    this.config = config;
    this.keys = keys;
    this.headers = headers;
    this.dates = dates;
    add(config.credentials());
  }

  /**
   * A client for each credential of the configuration, over the same connections.
   *
   * @param headers what each call carries besides; asked on the caller's context
   * @param dates is told what ACS's clock says, with each answer, on any thread
   */
  public static SwitchedIdentityClient create(
      Vertx vertx,
      AcsConfig config,
      ActiveAccessKeyStore keys,
      Supplier<Map<String, String>> headers,
      Consumer<Instant> dates) {
    return new SwitchedIdentityClient(vertx, config, keys, headers, dates);
  }

  /** Makes the clients of all credentials now; fails as the first does that cannot be made. */
  public Future<Void> ready() {
    return Future.all(
            credentials.keySet().stream()
                .map(fingerprint -> Future.fromCompletionStage(client(fingerprint)))
                .toList())
        .mapEmpty();
  }

  /**
   * Can speak with these credentials, too, from now on. The ones it had stay: a call may be about
   * to use one, and there are not many in the life of a node.
   */
  public void add(Collection<AcsCredential> more) {
    more.forEach(credential -> credentials.putIfAbsent(credential.fingerprint(), credential));
  }

  private CompletionStage<IdentityClient> client(String fingerprint) {
    return clients.computeIfAbsent(
        fingerprint,
        it ->
            vertx
                .executeBlocking(() -> make(Objects.requireNonNull(credentials.get(it))), false)
                .toCompletionStage());
  }

  private IdentityClient make(AcsCredential credential) {
    return SdkIdentityClient.create(vertx, connections(), config.with(credential), headers);
  }

  private synchronized HttpClient connections() {
    HttpClient made = connections;
    if (made == null) {
      made = new DatedHttpClient(AcsHttp.create(vertx, config), dates);
      connections = made;
    }
    return made;
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
    return Future.fromCompletionStage(client(keys.signing()), vertx.getOrCreateContext())
        .compose(call);
  }
}
