package dev.acsgateway.acs;

import com.azure.communication.common.implementation.HmacAuthenticationPolicy;
import com.azure.core.credential.AzureKeyCredential;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;

/**
 * What the SDK's builder does with a credential when it builds the pipeline itself. It has to be
 * done here, since a builder puts every policy of its caller after its own signature.
 */
final class SdkAuthentication {
  /** The two slashes are the SDK's own. */
  private static final String SCOPE = "https://communication.azure.com//.default";

  private SdkAuthentication() {}

  static HttpPipelinePolicy of(AcsCredential credential, HttpClient http) {
    return switch (credential) {
      case AccessKey key ->
          new HmacAuthenticationPolicy(new AzureKeyCredential(key.value().value()));
      case EntraId entraId -> bearer(EntraIdTokens.of(entraId, http));
    };
  }

  static HttpPipelinePolicy bearer(TokenCredential credential) {
    return new BearerTokenAuthenticationPolicy(credential, SCOPE);
  }
}
