package dev.acsgateway.authentication;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.SignedJWT;
import dev.acsgateway.authentication.KeySource.Moment;
import dev.acsgateway.authentication.VerifiedTokens.Verified;
import dev.acsgateway.failure.InvalidRequest;
import dev.acsgateway.failure.Unauthenticated;
import dev.acsgateway.identity.UserId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the tokens of one issuer: type, algorithm, claims, and then the signature. */
final class TrustedIssuer {
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt");

  /** What RFC 7515, section 4.1.9 lets a type leave out. */
  private static final String MEDIA_TYPE = "application/";

  private final IssuerConfig config;
  private final KeySource keys;
  private final InstantSource clock;

  TrustedIssuer(IssuerConfig config, KeySource keys, InstantSource clock) {
    this.config = config;
    this.keys = keys;
    this.clock = clock;
  }

  /** Returns the token's holder; fails with {@link Unauthenticated} when the token is not good. */
  Future<Verified> verify(SignedJWT token, TokenClaims claims) {
    JWSHeader header = token.getHeader();
    if (!isAccessToken(header.getType())) {
      return denied("The token is of a type that is not accepted.");
    }
    if (!config.algorithms().contains(header.getAlgorithm())) {
      return denied("The token's signature algorithm is not accepted.");
    }
    try {
      Caller caller = holder(claims);
      return keys.current().compose(now -> signed(token, caller, now));
    } catch (Unauthenticated e) {
      return Future.failedFuture(e);
    }
  }

  private static boolean isAccessToken(@Nullable JOSEObjectType type) {
    if (type == null) {
      return true;
    }
    String name = type.getType().toLowerCase(Locale.ROOT);
    return TYPES.contains(name.startsWith(MEDIA_TYPE) ? name.substring(MEDIA_TYPE.length()) : name);
  }

  private Caller holder(TokenClaims claims) {
    Instant now = clock.instant();
    Duration leeway = config.leeway();
    Instant expiresAt =
        claims.expiresAt().orElseThrow(() -> new Unauthenticated("The token never expires."));
    if (!now.isBefore(expiresAt.plus(leeway))) {
      throw new Unauthenticated("The token has expired.");
    }
    if (claims.notBefore().filter(from -> now.isBefore(from.minus(leeway))).isPresent()) {
      throw new Unauthenticated("The token is not valid yet.");
    }
    if (Collections.disjoint(claims.audiences(), config.audiences())) {
      throw new Unauthenticated("The token is not for this gateway.");
    }
    String name = name(claims);
    UserId user = user(name);
    Grant self = Grant.of(Permission.TOKENS_ISSUE_SELF);
    Grant grant = config.scopeClaim().map(it -> self.withScopes(it.read(claims))).orElse(self);
    return new Caller(
        "user:" + user.hash(), grant, Optional.of(user), Optional.of(name), Optional.of(expiresAt));
  }

  /** Returns the user's name as the issuer writes it. */
  private String name(TokenClaims claims) {
    if (claims.all().get(config.userClaim()) instanceof String name && !name.isEmpty()) {
      return name;
    }
    throw new Unauthenticated("The token does not name its user.");
  }

  private UserId user(String name) {
    try {
      return new UserId(config.userPrefix() + name);
    } catch (InvalidRequest e) {
      throw new Unauthenticated("The token's user has a name that no user can have.");
    }
  }

  /** Asks the issuer once more, unless the key that the token names is known. */
  private Future<Verified> signed(SignedJWT token, Caller caller, Moment now) {
    return isSigned(token, now) || now.keys().hasNamedBy(token.getHeader())
        ? verdict(token, caller, now)
        : keys.newerThan(now).compose(newer -> verdict(token, caller, newer));
  }

  private Future<Verified> verdict(SignedJWT token, Caller caller, Moment now) {
    if (!isSigned(token, now)) {
      return denied("The token's signature is not valid.");
    }
    Instant expiresAt = caller.expiresAt().orElseThrow();
    Instant until = now.verdictsUntil();
    return Future.succeededFuture(
        new Verified(caller, expiresAt.isBefore(until) ? expiresAt : until, keys, now.version()));
  }

  private static boolean isSigned(SignedJWT token, Moment now) {
    return now.keys().candidates(token.getHeader()).stream().anyMatch(key -> key.signed(token));
  }

  private static <T> Future<T> denied(String detail) {
    return Future.failedFuture(new Unauthenticated(detail));
  }
}
