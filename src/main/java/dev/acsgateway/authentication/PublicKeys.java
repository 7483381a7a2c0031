package dev.acsgateway.authentication;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;

/** Reads key sets, and takes in only keys that can be trusted to check a signature. */
final class PublicKeys {
  private static final int MIN_RSA_BITS = 2048;

  private PublicKeys() {}

  /**
   * The usable keys of a set. Keys of unknown kind are left out, as RFC 7517 section 5 asks.
   *
   * @throws IllegalArgumentException when the text is not a key set
   */
  static JWKSet parse(String json) {
    try {
      return new JWKSet(
          JWKSet.parse(json).toPublicJWKSet().getKeys().stream()
              .filter(PublicKeys::isUsable)
              .toList());
    } catch (ParseException e) {
      throw new IllegalArgumentException("is not a JSON Web Key Set");
    }
  }

  private static boolean isUsable(JWK key) {
    if (KeyType.OCT.equals(key.getKeyType())) {
      return false;
    }
    return !(key instanceof RSAKey rsa) || rsa.size() >= MIN_RSA_BITS;
  }
}
