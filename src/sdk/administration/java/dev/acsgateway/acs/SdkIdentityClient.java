package dev.acsgateway.acs;

import com.azure.communication.administration.CommunicationIdentityAsyncClient;
import com.azure.communication.administration.CommunicationIdentityClientBuilder;
import com.azure.communication.administration.CommunicationUserToken;
import com.azure.communication.common.CommunicationUser;
import com.azure.core.http.HttpClient;
import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.failure.UnsupportedBySdk;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Speaks to ACS through {@code azure-communication-administration} 1.0.0-beta.3, the preview SDK.
 * Its API has no token lifetimes, no Teams exchange, no {@code *.join} scopes: {@link
 * UnsupportedBySdk}.
 *
 * <p>It has no create-with-token either, so that takes two calls, each with a timeout of its own.
 */
public final class SdkIdentityClient implements IdentityClient {
  private static final Logger LOG = LoggerFactory.getLogger(SdkIdentityClient.class);

  private final CommunicationIdentityAsyncClient sdk;
  private final SdkCalls calls;

  private SdkIdentityClient(CommunicationIdentityAsyncClient sdk, SdkCalls calls) {
    this.sdk = sdk;
    this.calls = calls;
  }

  /**
   * Builds a client; nothing is sent yet. Reads the trusted certificates, which blocks: for the
   * start only.
   *
   * @throws dev.acsgateway.config.InvalidConfiguration when the trusted certificates are none
   */
  public static SdkIdentityClient create(Vertx vertx, AcsConfig config) {
    return create(vertx, AcsHttp.create(vertx, config), config, Map::of);
  }

  /**
   * The same over connections that clients share. Never blocks.
   *
   * @param headers what each call carries besides; asked on the caller's context
   */
  static SdkIdentityClient create(
      Vertx vertx, HttpClient http, AcsConfig config, Supplier<Map<String, String>> headers) {
    CommunicationIdentityAsyncClient sdk =
        new CommunicationIdentityClientBuilder()
            .endpoint(config.account().endpoint().toString())
            .pipeline(
                AcsPipeline.of(
                    http,
                    "azure-communication-administration",
                    headers,
                    SdkAuthentication.of(config.account().credential())))
            .buildAsyncClient();
    return new SdkIdentityClient(sdk, new SdkCalls(vertx, config.timeout()));
  }

  /** The version of the ACS REST API that this build speaks. */
  public static String apiVersion() {
    return "2020-07-20-preview2";
  }

  /** Whether this build's SDK can authenticate with Entra ID instead of an access key. */
  public static boolean takesEntraId() {
    return false;
  }

  @Override
  public Future<Identity> create() {
    return calls.value(sdk::createUser, user -> new Identity(user.getId()));
  }

  /**
   * Creates, then issues. When the second call fails the new identity is deleted again, and the
   * future fails as the second call did. When even that fails, the identity is left over: its id is
   * logged, and the failure is one whose {@link AcsFailure#mayHaveActed()} says so.
   */
  @Override
  public Future<IdentityWithToken> createWithToken(TokenScopes scopes, TokenLifetime lifetime) {
    return PreviewFeatures.check(scopes, lifetime)
        .compose(supported -> create())
        .compose(
            identity ->
                issue(identity, scopes, lifetime)
                    .map(token -> new IdentityWithToken(identity, token))
                    .recover(failure -> undoCreate(identity, failure)));
  }

  private Future<IdentityWithToken> undoCreate(Identity identity, Throwable failure) {
    return delete(identity)
        .recover(
            remaining -> {
              LOG.warn("ACS identity {} is left over: {}", identity.id(), remaining.getMessage());
              return Future.failedFuture(
                  new AcsUnavailable(
                      "an identity was made, but neither a token nor its deletion was to be had",
                      ErrorAnswer.UNAVAILABLE_DEFAULT));
            })
        .compose(deleted -> Future.failedFuture(failure));
  }

  @Override
  public Future<AccessToken> issue(Identity identity, TokenScopes scopes, TokenLifetime lifetime) {
    return PreviewFeatures.check(scopes, lifetime)
        .compose(
            supported ->
                calls.value(
                    () -> sdk.issueToken(user(identity), scopes.values()),
                    SdkIdentityClient::token));
  }

  /** Revokes what was issued before now, by the gateway's own clock: the API wants a time. */
  @Override
  public Future<Void> revoke(Identity identity) {
    return calls.completion(
        () -> sdk.revokeTokens(user(identity), OffsetDateTime.now(ZoneOffset.UTC)));
  }

  @Override
  public Future<Void> delete(Identity identity) {
    return calls.completion(() -> sdk.deleteUser(user(identity)));
  }

  @Override
  public Future<AccessToken> exchange(TeamsUser user) {
    return Future.failedFuture(new UnsupportedBySdk("the exchange of Teams users' tokens"));
  }

  private static CommunicationUser user(Identity identity) {
    return new CommunicationUser(identity.id());
  }

  private static AccessToken token(CommunicationUserToken token) {
    return new AccessToken(token.getToken(), token.getExpiresOn().toInstant());
  }
}
