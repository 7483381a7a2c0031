package dev.acsgateway.acs;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import dev.acsgateway.config.Secret;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class CalendarYearPolicyTest {
  private static final AccessKey KEY = new AccessKey(new Secret(CannedAcs.KEY));

  /** A request as the SDK itself signs it now. */
  private static HttpRequest signedBySdk() {
    HttpPipeline pipeline =
        new HttpPipelineBuilder()
            .policies(SdkAuthentication.signing(KEY))
            .httpClient(request -> Mono.empty())
            .build();
    HttpRequest request =
        new HttpRequest(
            HttpMethod.POST,
            "https://a.b/identities/8:acs:c_d/token?api-version=2020-07-20-preview2");
    request.setBody("{\"scopes\":[\"chat\"]}");
    pipeline.send(request).block();
    return request;
  }

  private static String header(HttpRequest request, HttpHeaderName name) {
    return request.getHeaders().getValue(name);
  }

  @Test
  void leavesARequestAloneWhoseYearIsRight() {
    HttpRequest request = signedBySdk();
    String year = header(request, HttpHeaderName.DATE).substring(12, 16);
    Instant sameYear = Instant.parse(year + "-07-01T00:00:00Z");
    String signature = header(request, HttpHeaderName.AUTHORIZATION);
    new CalendarYearPolicy(KEY, InstantSource.fixed(sameYear)).correct(request);
    assertThat(header(request, HttpHeaderName.AUTHORIZATION)).isEqualTo(signature);
  }
}
