package dev.acsgateway.authentication;

import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.config.Secret;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Where an issuer's public keys come from. */
sealed interface JwksSource {
  /** The settings that hold keys, for the log. */
  String SETTING = "authentication.issuers[].jwks";

  /**
   * Keys that are part of the configuration and never change while the gateway runs.
   *
   * @param keys at least one of them usable
   */
  record Fixed(IssuerKeys keys) implements JwksSource {}

  /**
   * Keys that the issuer publishes at an address of its own.
   *
   * @param url of the JSON Web Key Set
   */
  record Published(KeyUrl url) implements JwksSource {}

  /**
   * Keys whose address the issuer publishes (OpenID Connect Discovery 1.0, section 4).
   *
   * @param url of the issuer's metadata
   */
  record Discovered(KeyUrl url) implements JwksSource {}

  /**
   * Reads {@code jwks} or {@code jwks-file}, or {@code jwks-url}; without any of them the keys are
   * discovered.
   */
  static JwksSource from(ConfigNode node, String issuer) {
    Optional<String> text = node.secret("jwks").map(Secret::value);
    Optional<String> url = node.optionalText("jwks-url");
    if (text.isPresent() && url.isPresent()) {
      node.addProblem("jwks-url", "is given although there is jwks already");
    }
    return text.map(json -> fixed(node, json))
        .or(() -> url.map(address -> new Published(safe(node, "jwks-url", address))))
        .orElseGet(() -> discovered(node, issuer));
  }

  private static JwksSource fixed(ConfigNode node, String json) {
    try {
      IssuerKeys keys = KeySetParser.parse(Buffer.buffer(json));
      if (keys.usable().isEmpty()) {
        node.addProblem("jwks", "holds no key that can check a signature" + reasons(keys));
      }
      return new Fixed(keys);
    } catch (IllegalArgumentException e) {
      node.addProblem("jwks", String.valueOf(e.getMessage()));
      return new Fixed(IssuerKeys.NONE);
    }
  }

  private static String reasons(IssuerKeys keys) {
    return keys.remarks().stream()
        .map(remark -> "; key '" + remark.key() + "' " + remark.text())
        .limit(3)
        .reduce("", String::concat);
  }

  private static JwksSource discovered(ConfigNode node, String issuer) {
    String home = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    boolean isHome = KeyUrl.parse(issuer).isPresent() && issuer.indexOf('?') < 0;
    return new Discovered(
        safe(node, "issuer", isHome ? home + "/.well-known/openid-configuration" : ""));
  }

  /** Keys that came over an open line could be anyone's. */
  private static KeyUrl safe(ConfigNode node, String key, String address) {
    return KeyUrl.parse(address)
        .filter(KeyUrl::isSafe)
        .orElseGet(
            () -> {
              node.addProblem(
                  key, "must be an https URL to fetch the keys from, or else give jwks");
              return new KeyUrl(true, "localhost", 443, "/");
            });
  }
}
