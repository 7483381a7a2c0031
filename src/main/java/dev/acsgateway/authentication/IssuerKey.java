package dev.acsgateway.authentication;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.SignedJWT;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A public key of an issuer, with what checks a signature by it. Safe for use from any thread. */
final class IssuerKey {
  private final JWK key;
  private final JWSVerifier verifier;

  /**
   * @param key public
   * @param verifier made of this key
   */
  IssuerKey(JWK key, JWSVerifier verifier) {
    this.key = key;
    this.verifier = verifier;
  }

  /** Returns the name by which tokens refer to the key, if it has one. */
  Optional<String> id() {
    return Optional.ofNullable(key.getKeyID());
  }

  /** Returns whether the key may sign with this algorithm. */
  boolean fits(JWSAlgorithm algorithm) {
    @Nullable Algorithm only = key.getAlgorithm();
    return verifier.supportedJWSAlgorithms().contains(algorithm)
        && (only == null || sameCurve(only.getName()).equals(sameCurve(algorithm.getName())));
  }

  /** Returns one name for the two that RFC 9864 gives to signatures with Ed25519. */
  private static String sameCurve(String algorithm) {
    return algorithm.equals("EdDSA") ? "Ed25519" : algorithm;
  }

  /**
   * Returns whether the key signed the token. Whatever the library throws about a signature of a
   * stranger means that it did not.
   */
  boolean signed(SignedJWT token) {
    try {
      return token.verify(verifier);
    } catch (JOSEException | RuntimeException e) {
      return false;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IssuerKey that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }
}
