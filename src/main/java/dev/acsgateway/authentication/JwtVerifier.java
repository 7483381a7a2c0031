package dev.acsgateway.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.acsgateway.failure.Unauthenticated;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells whose JWT this is. A token that was found good is remembered by its digest until it
 * expires, so that a repeat costs one hash and no signature check; bad ones are never remembered.
 * Safe for use from any thread.
 */
public final class JwtVerifier {
  private final Map<String, TrustedIssuer> issuers;
  private final InstantSource clock;
  private final Cache<Sha256, Verified> verified;

  /**
   * @param issuers by what their tokens carry as {@code iss}
   * @param remembered how many verified tokens to remember at most
   */
  JwtVerifier(Map<String, TrustedIssuer> issuers, int remembered, InstantSource clock) {
    this.issuers = Map.copyOf(issuers);
    this.clock = clock;
    this.verified = Caffeine.newBuilder().maximumSize(remembered).build();
  }

  private record Verified(Caller caller, Instant expiresAt) {}

  /**
   * The holder of the token; fails with {@link Unauthenticated} when it is not good, and with
   * another failure when that could not be found out.
   */
  Future<Caller> verify(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    Sha256 digest = Sha256.of(bytes, 0, bytes.length);
    @Nullable Verified known = verified.getIfPresent(digest);
    if (known != null && clock.instant().isBefore(known.expiresAt())) {
      return Future.succeededFuture(known.caller());
    }
    return check(text)
        .map(
            found -> {
              verified.put(digest, found);
              return found.caller();
            });
  }

  /** Forgets every verified token: for when a key that vouched for one is withdrawn. */
  void forget() {
    verified.invalidateAll();
  }

  private Future<Verified> check(String text) {
    try {
      SignedJWT token = SignedJWT.parse(text);
      JWTClaimsSet claims = token.getJWTClaimsSet();
      Optional<TrustedIssuer> issuer = Optional.ofNullable(claims.getIssuer()).map(issuers::get);
      if (issuer.isEmpty()) {
        return Future.failedFuture(new Unauthenticated("The token's issuer is not trusted."));
      }
      return issuer
          .get()
          .verify(token, claims)
          .map(user -> new Verified(caller(user), claims.getExpirationTime().toInstant()));
    } catch (ParseException | IllegalArgumentException e) {
      return Future.failedFuture(new Unauthenticated("The token is malformed or not signed."));
    }
  }

  private static Caller caller(UserId user) {
    return new Caller(
        "user:" + user.hash(), Grant.of(Permission.TOKENS_ISSUE_SELF), Optional.of(user));
  }
}
