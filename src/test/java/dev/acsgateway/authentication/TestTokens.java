package dev.acsgateway.authentication;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An identity provider that signs whatever a test wants, right or wrong. */
public final class TestTokens {
  /** What its tokens carry as {@code iss}. */
  public static final String ISSUER = "https://login.example.com/";

  /** What its tokens carry as {@code aud}. */
  public static final String AUDIENCE = "acs-token-gateway";

  /** Made once, since making one takes a while. */
  private static final RSAKey RSA = newRsaKey("rsa");

  private final InstantSource clock;
  final RSAKey rsa = RSA;
  final ECKey ec = newEcKey("ec");
  final OctetKeyPair ed;

  public TestTokens(InstantSource clock) {
    this.clock = clock;
    try {
      this.ed = new OctetKeyPairGenerator(Curve.Ed25519).keyID("ed").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static RSAKey newRsaKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static ECKey newEcKey(@Nullable String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public keys. */
  public String jwks() {
    return new JWKSet(List.of(rsa.toPublicJWK(), ec.toPublicJWK(), ed.toPublicJWK())).toString();
  }

  /** A token with which everything is right. */
  public String right(String user) {
    return signed(user, claims -> claims);
  }

  /** A token whose signature is right and whose claims were changed before it was signed. */
  public String signed(String user, UnaryOperator<JWTClaimsSet.Builder> change) {
    return sign(JWSAlgorithm.RS256, rsa, user, change);
  }

  /** A token that expired an hour ago. */
  public String expired(String user) {
    return signed(user, claims -> claims.expirationTime(in(Duration.ofHours(-1))));
  }

  /** A token for somebody else's gateway. */
  public String wrongAudience(String user) {
    return signed(user, claims -> claims.audience("another-service"));
  }

  /** A token that claims to be of another issuer. */
  public String wrongIssuer(String user) {
    return signed(user, claims -> claims.issuer("https://evil.example.com/"));
  }

  /** A token that is not signed. */
  public String unsigned(String user) {
    return new PlainJWT(claims(user).build()).serialize();
  }

  /**
   * A token signed with HS256, the secret being the public RSA key: what confused libraries take.
   */
  public String signedWithThePublicKey(String user) {
    try {
      byte[] publicKey = rsa.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8);
      return serialized(JWSAlgorithm.HS256, "rsa", new MACSigner(publicKey), claims(user));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A right token whose user was changed after it was signed. */
  public String tampered(String user) {
    String[] right = right("somebody").split("\\.", -1);
    String[] other = right(user).split("\\.", -1);
    return right[0] + "." + other[1] + "." + right[2];
  }

  String sign(
      JWSAlgorithm algorithm, JWK key, String user, UnaryOperator<JWTClaimsSet.Builder> change) {
    return serialized(algorithm, key.getKeyID(), signer(key), change.apply(claims(user)));
  }

  /** A token whose signature is right, over claims that are written so. */
  public String signedClaims(String json) {
    try {
      JWSObject token =
          new JWSObject(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build(), new Payload(json));
      token.sign(new RSASSASigner(rsa));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The claims of a right token. */
  public JsonObject rightClaims(String user) {
    return new JsonObject(claims(user).build().toPayload().toString());
  }

  String ofType(String type) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256)
                  .keyID("rsa")
                  .type(new JOSEObjectType(type))
                  .build(),
              claims("alice").build());
      token.sign(new RSASSASigner(rsa));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWSSigner signer(JWK key) {
    try {
      if (key instanceof RSAKey rsa) {
        return new RSASSASigner(rsa);
      }
      return key instanceof ECKey ec ? new ECDSASigner(ec) : new Ed25519Signer((OctetKeyPair) key);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String serialized(
      JWSAlgorithm algorithm, String keyId, JWSSigner signer, JWTClaimsSet.Builder claims) {
    try {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims.build());
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private JWTClaimsSet.Builder claims(String user) {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .subject(user)
        .issueTime(in(Duration.ZERO))
        .expirationTime(in(Duration.ofHours(1)));
  }

  Date in(Duration time) {
    Instant at = clock.instant().plus(time);
    return Date.from(at);
  }
}
