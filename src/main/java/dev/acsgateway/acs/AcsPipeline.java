package dev.acsgateway.acs;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.util.Configuration;
import com.azure.core.util.CoreUtils;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The pipeline that both SDKs run on. It leaves out what the SDKs would add and the gateway does
 * not want: retries (they are the gateway's own), cookies (a service needs none) and the HTTP log
 * (it could show a token).
 */
final class AcsPipeline {
  private AcsPipeline() {}

  /** A pipeline whose calls carry no headers of the caller's. */
  static HttpPipeline of(HttpClient http, String sdk, List<HttpPipelinePolicy> signing) {
    return of(http, sdk, Map::of, signing);
  }

  /**
   * A pipeline.
   *
   * @param sdk the SDK's artifact name, for the User-Agent that Microsoft's support looks at
   * @param headers what each call carries besides; asked on the caller's context
   * @param signing what comes last and authenticates; nothing may change a request after it
   */
  static HttpPipeline of(
      HttpClient http,
      String sdk,
      Supplier<Map<String, String>> headers,
      List<HttpPipelinePolicy> signing) {
    Map<String, String> properties = CoreUtils.getProperties(sdk + ".properties");
    List<HttpPipelinePolicy> policies = new ArrayList<>();
    policies.add(new ErrorAnswerPolicy(InstantSource.system()));
    policies.add(
        new UserAgentPolicy(
            "acs-token-gateway",
            properties.getOrDefault("name", sdk),
            properties.getOrDefault("version", "unknown"),
            Configuration.NONE));
    policies.add(new RequestIdPolicy());
    policies.add(new CallHeadersPolicy(headers));
    policies.addAll(signing);
    return new HttpPipelineBuilder()
        .httpClient(http)
        .policies(policies.toArray(HttpPipelinePolicy[]::new))
        .build();
  }
}
