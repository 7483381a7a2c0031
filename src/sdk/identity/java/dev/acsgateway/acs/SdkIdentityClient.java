package dev.acsgateway.acs;

import com.azure.communication.common.CommunicationUserIdentifier;
import com.azure.communication.identity.CommunicationIdentityAsyncClient;
import com.azure.communication.identity.CommunicationIdentityClientBuilder;
import com.azure.communication.identity.models.CommunicationTokenScope;
import com.azure.communication.identity.models.CommunicationUserIdentifierAndToken;
import com.azure.communication.identity.models.GetTokenForTeamsUserOptions;
import com.azure.core.http.HttpClient;
import dev.acsgateway.identity.AccessToken;
import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.IdentityClient;
import dev.acsgateway.identity.IdentityWithToken;
import dev.acsgateway.identity.TeamsUser;
import dev.acsgateway.identity.TokenLifetime;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Speaks to ACS through {@code azure-communication-identity}, the generally available SDK. */
public final class SdkIdentityClient implements IdentityClient {
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
                    "azure-communication-identity",
                    headers,
                    List.of(
                        new ApiVersionPolicy(apiVersion()),
                        SdkAuthentication.of(config.account().credential(), http))))
            .buildAsyncClient();
    return new SdkIdentityClient(sdk, new SdkCalls(vertx, config.timeout()));
  }

  /** The version of the ACS REST API that this build speaks. */
  public static String apiVersion() {
    return "2023-10-01";
  }

  /** Whether this build's SDK can authenticate with Entra ID instead of an access key. */
  public static boolean takesEntraId() {
    return true;
  }

  @Override
  public Future<Identity> create() {
    return calls.value(sdk::createUser, SdkIdentityClient::identity);
  }

  @Override
  public Future<IdentityWithToken> createWithToken(TokenScopes scopes, TokenLifetime lifetime) {
    return calls.value(
        () -> sdk.createUserAndToken(scopes(scopes), expiresIn(lifetime)),
        SdkIdentityClient::identityWithToken);
  }

  @Override
  public Future<AccessToken> issue(Identity identity, TokenScopes scopes, TokenLifetime lifetime) {
    return calls.value(
        () -> sdk.getToken(user(identity), scopes(scopes), expiresIn(lifetime)),
        SdkIdentityClient::token);
  }

  @Override
  public Future<Void> revoke(Identity identity) {
    return calls.completion(() -> sdk.revokeTokens(user(identity)));
  }

  @Override
  public Future<Void> delete(Identity identity) {
    return calls.completion(() -> sdk.deleteUser(user(identity)));
  }

  @Override
  public Future<AccessToken> exchange(TeamsUser user) {
    return calls.value(
        () ->
            sdk.getTokenForTeamsUser(
                new GetTokenForTeamsUserOptions(user.entraToken(), user.appId(), user.userId())),
        SdkIdentityClient::token);
  }

  private static List<CommunicationTokenScope> scopes(TokenScopes scopes) {
    return scopes.values().stream().map(CommunicationTokenScope::fromString).toList();
  }

  /** Null, which sends nothing, for ACS's own default: the one lifetime older versions know. */
  private static @Nullable Duration expiresIn(TokenLifetime lifetime) {
    return lifetime.isDefault() ? null : Duration.ofMinutes(lifetime.minutes());
  }

  private static CommunicationUserIdentifier user(Identity identity) {
    return new CommunicationUserIdentifier(identity.id());
  }

  private static Identity identity(CommunicationUserIdentifier user) {
    return new Identity(user.getId());
  }

  private static AccessToken token(com.azure.core.credential.AccessToken token) {
    return new AccessToken(token.getToken(), token.getExpiresAt().toInstant());
  }

  private static IdentityWithToken identityWithToken(CommunicationUserIdentifierAndToken answer) {
    return new IdentityWithToken(identity(answer.getUser()), token(answer.getUserToken()));
  }
}
