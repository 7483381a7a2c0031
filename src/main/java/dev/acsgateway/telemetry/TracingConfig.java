package dev.acsgateway.telemetry;

import dev.acsgateway.config.ConfigNode;
import java.net.URI;

/**
 * Whether and where traces go.
 *
 * @param enabled whether requests are followed at all
 * @param endpoint where spans are sent to, by OTLP over HTTP
 * @param sample the share of traces that are recorded, 0 to 1
 */
public record TracingConfig(boolean enabled, URI endpoint, double sample) {
  private static final URI LOCAL_COLLECTOR = URI.create("http://127.0.0.1:4318/v1/traces");

  /** Reads the section {@code tracing}. */
  public static TracingConfig from(ConfigNode node) {
    return new TracingConfig(
        node.flag("enabled", false),
        node.parsed(
            "endpoint",
            "an http or https URL",
            LOCAL_COLLECTOR.toString(),
            LOCAL_COLLECTOR,
            TracingConfig::url),
        node.decimal("sample", 0.1, 0, 1));
  }

  private static URI url(String text) {
    URI url = URI.create(text);
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
      throw new IllegalArgumentException(text);
    }
    return url;
  }
}
