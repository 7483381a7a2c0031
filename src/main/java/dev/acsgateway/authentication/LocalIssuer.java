package dev.acsgateway.authentication;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.acsgateway.config.Secret;
import dev.acsgateway.identity.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;

/**
 * Signs JWTs with a key of its own, which is gone when the process ends: stands in for an identity
 * provider in local mode.
 */
public final class LocalIssuer {
  private final String issuer;
  private final String audience;
  private final ECKey key;

  /**
   * @param issuer what the tokens carry as {@code iss}
   * @param audience what they carry as {@code aud}
   */
  public LocalIssuer(String issuer, String audience, SecureRandom random) {
    this.issuer = issuer;
    this.audience = audience;
    this.key = newKey(random);
  }

  private static ECKey newKey(SecureRandom random) {
    try {
      return new ECKeyGenerator(Curve.P_256).secureRandom(random).keyID("local").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("Every JDK has the curve P-256", e);
    }
  }

  /**
   * The public key as a JSON Web Key Set, for the setting {@code authentication.issuers[].jwks}.
   */
  public String jwks() {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  /** A token that speaks for this user until it expires. */
  public Secret token(UserId user, Instant expiresAt) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(audience)
            .subject(user.value())
            .expirationTime(Date.from(expiresAt))
            .build();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("A P-256 key signs ES256", e);
    }
    return new Secret(token.serialize());
  }
}
