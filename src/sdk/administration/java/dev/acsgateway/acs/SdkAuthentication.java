package dev.acsgateway.acs;

import com.azure.communication.common.CommunicationClientCredential;
import com.azure.communication.common.HmacAuthenticationPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.time.InstantSource;
import java.util.List;

/** Signs with the SDK's own policy, and makes up for two of its faults. */
final class SdkAuthentication {
  private SdkAuthentication() {}

  /**
   * A credential of this SDK computes every signature with one {@link javax.crypto.Mac}, without a
   * lock: two threads spoil each other's signatures. Each call gets a credential of its own.
   *
   * @throws IllegalArgumentException for Entra ID, which the configuration refuses already
   */
  static List<HttpPipelinePolicy> of(AcsCredential credential) {
    return switch (credential) {
      case AccessKey key ->
          List.of(
              (call, next) -> signing(key).process(call, next),
              new CalendarYearPolicy(key, InstantSource.system()));
      case EntraId entraId ->
          throw new IllegalArgumentException("The ACS SDK in this build takes access keys only");
    };
  }

  static HmacAuthenticationPolicy signing(AccessKey key) {
    return new HmacAuthenticationPolicy(new CommunicationClientCredential(key.value().value()));
  }
}
