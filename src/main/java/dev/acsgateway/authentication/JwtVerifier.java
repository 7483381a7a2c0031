package dev.acsgateway.authentication;

import com.nimbusds.jwt.SignedJWT;
import dev.acsgateway.failure.Unauthenticated;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Identifies the holders of JWTs. Safe for use from any thread. */
final class JwtVerifier {
  private final Map<String, TrustedIssuer> issuers;
  private final VerifiedTokens verified;

  /**
   * @param issuers by what their tokens carry as {@code iss}
   * @param verified remembers good tokens; bad ones are never remembered
   */
  JwtVerifier(Map<String, TrustedIssuer> issuers, VerifiedTokens verified) {
    this.issuers = Map.copyOf(issuers);
    this.verified = verified;
  }

  /**
   * Returns the holder of the token; fails with {@link Unauthenticated} when it is not good, and
   * with another failure when that could not be found out.
   */
  Future<Caller> verify(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    Sha256 digest = Sha256.of(bytes, 0, bytes.length);
    return verified.find(digest).map(Future::succeededFuture).orElseGet(() -> check(text, digest));
  }

  private Future<Caller> check(String text, Sha256 digest) {
    try {
      SignedJWT token = TokenClaims.parse(text);
      TokenClaims claims = TokenClaims.of(token);
      Optional<TrustedIssuer> issuer = claims.issuer().map(issuers::get);
      if (issuer.isEmpty()) {
        return Future.failedFuture(new Unauthenticated("The token's issuer is not trusted."));
      }
      return issuer
          .get()
          .verify(token, claims)
          .map(
              good -> {
                verified.remember(digest, good);
                return good.caller();
              });
    } catch (TokenClaims.Malformed e) {
      return Future.failedFuture(
          new Unauthenticated("The token is malformed, not signed, or has a malformed claim."));
    }
  }
}
