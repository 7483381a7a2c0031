package dev.acsgateway.acs;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import reactor.core.publisher.Mono;

/**
 * Signs once more when the SDK wrote a wrong year. Version 1.0.0-beta.3 formats dates with the week
 * year ({@code YYYY}), so in the last days of most Decembers they lie a year ahead (27 to 31
 * December 2026 go out as 2027), and ACS would refuse every call.
 */
final class CalendarYearPolicy implements HttpPipelinePolicy {
  private static final HttpHeaderName HASH = HttpHeaderName.fromString("x-ms-content-sha256");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("E, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final AccessKey key;
  private final InstantSource clock;

  CalendarYearPolicy(AccessKey key, InstantSource clock) {
    this.key = key;
    this.clock = clock;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    correct(call.getHttpRequest());
    return next.process();
  }

  /** Leaves a request alone whose year is right; else changes its date and its signature. */
  void correct(HttpRequest request) {
    String date = DATE.format(clock.instant());
    String year = date.substring(11, 16);
    if (!request.getHeaders().getValue(HttpHeaderName.DATE).contains(year)) {
      request.setHeader(HttpHeaderName.DATE, date);
      request.setHeader(
          HttpHeaderName.AUTHORIZATION,
          "HMAC-SHA256 SignedHeaders=date;host;x-ms-content-sha256&Signature="
              + signature(request));
    }
  }

  private String signature(HttpRequest request) {
    URL url = request.getUrl();
    String toSign =
        "%s\n%s\n%s;%s;%s"
            .formatted(
                request.getHttpMethod(),
                url.getFile(),
                request.getHeaders().getValue(HttpHeaderName.DATE),
                request.getHeaders().getValue(HttpHeaderName.HOST),
                request.getHeaders().getValue(HASH));
    return Base64.getEncoder()
        .encodeToString(mac().doFinal(toSign.getBytes(StandardCharsets.UTF_8)));
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.value().value()), "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }
}
