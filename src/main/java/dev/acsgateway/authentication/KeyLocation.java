package dev.acsgateway.authentication;

import com.nimbusds.jose.jwk.JWKSet;
import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.config.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Where an issuer's public keys come from. */
public sealed interface KeyLocation {

  /**
   * Keys that are part of the configuration and never change while the gateway runs.
   *
   * @param keys public keys, at least one
   */
  record Fixed(JWKSet keys) implements KeyLocation {}

  /**
   * Keys that the issuer publishes at an address of its own.
   *
   * @param url of the JSON Web Key Set
   */
  record Published(URI url) implements KeyLocation {}

  /**
   * Keys whose address the issuer publishes (OpenID Connect Discovery 1.0, section 4).
   *
   * @param url of the issuer's metadata
   */
  record Discovered(URI url) implements KeyLocation {}

  /**
   * Reads {@code jwks} or {@code jwks-file}, or {@code jwks-url}; without any of them the keys are
   * discovered.
   */
  static KeyLocation from(ConfigNode node, String issuer) {
    Optional<String> text = node.secret("jwks").map(Secret::value);
    Optional<String> url = node.optionalText("jwks-url");
    if (text.isPresent() && url.isPresent()) {
      node.complain("jwks-url", "is given although there is jwks already");
    }
    return text.map(json -> fixed(node, json))
        .or(() -> url.map(address -> new Published(safe(node, "jwks-url", address))))
        .orElseGet(() -> discovered(node, issuer));
  }

  private static KeyLocation fixed(ConfigNode node, String json) {
    try {
      return new Fixed(PublicKeys.parse(json));
    } catch (IllegalArgumentException e) {
      node.complain("jwks", String.valueOf(e.getMessage()));
      return new Fixed(new JWKSet());
    }
  }

  private static KeyLocation discovered(ConfigNode node, String issuer) {
    String home = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return new Discovered(safe(node, "issuer", home + "/.well-known/openid-configuration"));
  }

  /** Keys that came over an open line could be anyone's. */
  private static URI safe(ConfigNode node, String key, String address) {
    try {
      URI url = URI.create(address);
      String host = String.valueOf(url.getHost());
      boolean isLocal = Set.of("localhost", "127.0.0.1", "[::1]").contains(host);
      if ("https".equals(url.getScheme()) || (isLocal && "http".equals(url.getScheme()))) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // complained of below, as any other address that is not allowed
    }
    node.complain(key, "must be an https URL to fetch the keys from, or else give jwks");
    return URI.create("https://localhost");
  }
}
