package dev.acsgateway.telemetry;

import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.config.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * Whether and where traces go.
 *
 * @param enabled whether requests are followed at all
 * @param endpoint where spans are sent to, by OTLP over HTTP
 * @param authorization what the header {@code Authorization} says to whoever takes the spans
 * @param sample the share of traces that are recorded, 0 to 1
 */
public record TracingConfig(
    boolean enabled, URI endpoint, Optional<Secret> authorization, double sample) {
  private static final URI LOCAL_COLLECTOR = URI.create("http://127.0.0.1:4318/v1/traces");

  /** What a header may say: visible characters and blanks (RFC 9110, section 5.5). */
  private static final String HEADER_VALUE = "[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?";

  /** Reads the section {@code tracing}. */
  public static TracingConfig from(ConfigNode node) {
    return new TracingConfig(
        node.flag("enabled", false),
        node.url("endpoint", LOCAL_COLLECTOR),
        authorization(node),
        node.decimal("sample", 0.1, 0, 1));
  }

  private static Optional<Secret> authorization(ConfigNode node) {
    Optional<Secret> authorization = node.secret("authorization");
    if (authorization.filter(secret -> !secret.value().matches(HEADER_VALUE)).isPresent()) {
      node.addProblem("authorization", "cannot be sent as a header");
    }
    return authorization;
  }
}
