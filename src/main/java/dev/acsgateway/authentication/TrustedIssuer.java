package dev.acsgateway.authentication;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.failure.Unauthenticated;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the tokens of one issuer: type, algorithm, signature, and then the claims. */
final class TrustedIssuer {
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  private final IssuerConfig config;
  private final KeySource keys;
  private final DefaultJWTClaimsVerifier<?> claimRules;

  TrustedIssuer(IssuerConfig config, KeySource keys, InstantSource clock) {
    this.config = config;
    this.keys = keys;
    this.claimRules = claimRules(config, clock);
  }

  private static DefaultJWTClaimsVerifier<?> claimRules(IssuerConfig config, InstantSource clock) {
    DefaultJWTClaimsVerifier<?> rules =
        new DefaultJWTClaimsVerifier<>(
            config.audiences(),
            new JWTClaimsSet.Builder().issuer(config.issuer()).build(),
            Set.of("exp", config.userClaim()),
            null) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    rules.setMaxClockSkew((int) config.leeway().toSeconds());
    return rules;
  }

  /** The holder of the token; fails with {@link Unauthenticated} when it is not good. */
  Future<Caller> verify(SignedJWT token, JWTClaimsSet claims) {
    JWSHeader header = token.getHeader();
    if (!isAccessToken(header.getType())) {
      return denied("The token is of a type that is not accepted.");
    }
    if (!config.algorithms().contains(header.getAlgorithm())) {
      return denied("The token's signature algorithm is not accepted.");
    }
    return keys.candidates(header)
        .compose(
            candidates ->
                isSigned(token, candidates)
                    ? holder(claims)
                    : denied("The token's signature is not valid."));
  }

  private static boolean isAccessToken(@Nullable JOSEObjectType type) {
    return type == null || TYPES.contains(type.getType().toLowerCase(Locale.ROOT));
  }

  private static boolean isSigned(SignedJWT token, List<JWK> candidates) {
    return candidates.stream().anyMatch(key -> Signatures.isSignedBy(token, key));
  }

  private Future<Caller> holder(JWTClaimsSet claims) {
    try {
      claimRules.verify(claims, null);
    } catch (ExpiredJWTException e) {
      return denied("The token has expired.");
    } catch (BadJWTException e) {
      return denied("The token is not for this gateway, not valid yet, or lacks a claim.");
    }
    Optional<Object> user = Optional.ofNullable(claims.getClaim(config.userClaim()));
    try {
      return user.filter(String.class::isInstance)
          .map(name -> Future.succeededFuture(caller(new UserId((String) name), claims)))
          .orElseGet(() -> denied("The token does not name its user."));
    } catch (InvalidRequest e) {
      return denied("The token does not name its user.");
    }
  }

  private Caller caller(UserId user, JWTClaimsSet claims) {
    Instant expiry = claims.getExpirationTime().toInstant();
    Grant self = Grant.of(Permission.TOKENS_ISSUE_SELF);
    Grant grant =
        config.scopeClaim().map(claim -> self.withScopes(claim.read(claims))).orElse(self);
    return new Caller("user:" + user.hash(), grant, Optional.of(user), Optional.of(expiry));
  }

  private static <T> Future<T> denied(String detail) {
    return Future.failedFuture(new Unauthenticated(detail));
  }
}
