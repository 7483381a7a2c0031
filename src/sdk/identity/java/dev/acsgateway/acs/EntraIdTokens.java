package dev.acsgateway.acs;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpClient;
import com.azure.identity.CredentialUnavailableException;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.AcsUnavailable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The gateway's own Entra ID tokens. Sources of {@code azure-identity} may start a process or wait
 * for a socket, so they are asked on a thread that may block, never on an event loop. That none can
 * be had now, and that Entra ID refuses one, are different failures.
 */
final class EntraIdTokens implements TokenCredential {
  private final TokenCredential source;

  EntraIdTokens(TokenCredential source) {
    this.source = source;
  }

  static EntraIdTokens of(EntraId entraId, HttpClient http) {
    return new EntraIdTokens(
        switch (entraId.source()) {
          case MANAGED_IDENTITY -> managedIdentity(entraId, http);
          case DEFAULT -> firstThatWorks(entraId, http);
        });
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.defer(() -> source.getToken(request))
        .subscribeOn(Schedulers.boundedElastic())
        .onErrorMap(
            CredentialUnavailableException.class,
            e ->
                new AcsUnavailable(
                    "no source of Entra ID tokens answers", ErrorAnswer.UNAVAILABLE_DEFAULT))
        .onErrorMap(
            ClientAuthenticationException.class,
            e -> new AcsDenied("Entra ID refuses the gateway a token"));
  }

  private static TokenCredential managedIdentity(EntraId entraId, HttpClient http) {
    ManagedIdentityCredentialBuilder builder =
        new ManagedIdentityCredentialBuilder().httpClient(http);
    entraId.clientId().ifPresent(builder::clientId);
    return builder.build();
  }

  private static TokenCredential firstThatWorks(EntraId entraId, HttpClient http) {
    DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder().httpClient(http);
    entraId.clientId().ifPresent(builder::managedIdentityClientId);
    return builder.build();
  }
}
