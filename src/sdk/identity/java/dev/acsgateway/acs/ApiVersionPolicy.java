package dev.acsgateway.acs;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

/**
 * Asks for a newer API version than the SDK knows. {@code azure-communication-identity} 1.4.10 ends
 * at 2022-10-01, whose tokens are for {@code chat} and {@code voip} only; 2023-10-01 has the same
 * operations and bodies and adds {@code chat.join}, {@code chat.join.limited} and {@code
 * voip.join}. Must come before the policy that signs.
 */
final class ApiVersionPolicy implements HttpPipelinePolicy {
  private final String version;

  ApiVersionPolicy(String version) {
    this.version = version;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    HttpRequest request = call.getHttpRequest();
    request.setUrl(request.getUrl().toString().replaceFirst("\\?.*", "?api-version=" + version));
    return next.process();
  }
}
