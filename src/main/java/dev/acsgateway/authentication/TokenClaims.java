package dev.acsgateway.authentication;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token, each of the type that RFC 7519 gives it. A registered claim that is there
 * and is of another type, {@code null} included, makes the token malformed: nothing is guessed.
 *
 * @param issuer the claim {@code iss}
 * @param audiences the claim {@code aud}; empty without one
 * @param expiresAt the claim {@code exp}
 * @param notBefore the claim {@code nbf}
 * @param all every claim as it came
 */
record TokenClaims(
    Optional<String> issuer,
    List<String> audiences,
    Optional<Instant> expiresAt,
    Optional<Instant> notBefore,
    Map<String, Object> all) {

  /** The last second of the year 9999: what is later is no time but a mistake. */
  private static final double LATEST = 253_402_300_799.0;

  /** A token that is no token. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed() {
      super("malformed", null, false, false);
    }
  }

  /**
   * Reads the claims. The token is a stranger's, so whatever the library throws at it means that it
   * is malformed.
   */
  static TokenClaims of(SignedJWT token) throws Malformed {
    @Nullable Map<String, Object> claims;
    try {
      claims = token.getPayload().toJSONObject();
    } catch (RuntimeException e) {
      throw new Malformed();
    }
    if (claims == null) {
      throw new Malformed();
    }
    text(claims, "sub");
    text(claims, "jti");
    time(claims, "iat");
    return new TokenClaims(
        text(claims, "iss"),
        texts(claims, "aud"),
        time(claims, "exp"),
        time(claims, "nbf"),
        claims);
  }

  /** Parses a token; likewise. */
  static SignedJWT parse(String text) throws Malformed {
    try {
      return SignedJWT.parse(text);
    } catch (ParseException | RuntimeException e) {
      throw new Malformed();
    }
  }

  private static Optional<String> text(Map<String, Object> claims, String name) throws Malformed {
    if (!claims.containsKey(name)) {
      return Optional.empty();
    }
    if (claims.get(name) instanceof String text) {
      return Optional.of(text);
    }
    throw new Malformed();
  }

  private static List<String> texts(Map<String, Object> claims, String name) throws Malformed {
    if (claims.get(name) instanceof List<?> list) {
      if (!list.stream().allMatch(String.class::isInstance)) {
        throw new Malformed();
      }
      return list.stream().map(String.class::cast).toList();
    }
    return text(claims, name).map(List::of).orElse(List.of());
  }

  /** Reads seconds since 1970, which may have a fraction. */
  private static Optional<Instant> time(Map<String, Object> claims, String name) throws Malformed {
    if (!claims.containsKey(name)) {
      return Optional.empty();
    }
    if (claims.get(name) instanceof Number number) {
      double seconds = number.doubleValue();
      if (seconds >= 0 && seconds <= LATEST) {
        return Optional.of(Instant.ofEpochMilli((long) (seconds * 1000)));
      }
    }
    throw new Malformed();
  }
}
