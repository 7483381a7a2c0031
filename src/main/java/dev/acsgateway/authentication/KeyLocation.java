package dev.acsgateway.authentication;

import com.nimbusds.jose.jwk.JWKSet;
import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.config.Secret;
import java.util.Optional;

/** Where an issuer's public keys come from. */
public sealed interface KeyLocation {

  /**
   * Keys that are part of the configuration and never change while the gateway runs.
   *
   * @param keys public keys, at least one
   */
  record Fixed(JWKSet keys) implements KeyLocation {}

  /** Reads {@code jwks} or {@code jwks-file}. */
  static KeyLocation from(ConfigNode node, String issuer) {
    Optional<String> text = node.secret("jwks").map(Secret::value);
    if (text.isEmpty()) {
      node.complain("jwks", "is missing; give the key set itself, or its file as jwks-file");
    }
    try {
      return new Fixed(PublicKeys.parse(text.orElse("{\"keys\":[]}")));
    } catch (IllegalArgumentException e) {
      node.complain("jwks", String.valueOf(e.getMessage()));
      return new Fixed(new JWKSet());
    }
  }
}
