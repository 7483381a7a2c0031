package dev.acsgateway.token;

import dev.acsgateway.identity.Identity;
import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;

/**
 * A token fit to be served, ready to be sent, with what decides how long it may be. Immutable. The
 * token is in the body and nowhere else, since a node remembers many of these.
 */
public final class TokenAnswer {
  private final Identity identity;
  private final String issuedWith;
  private final long issuedAtMillis;
  private final long expiresOnMillis;
  private final long refreshOnMillis;
  private final TokenSource source;
  private final Buffer body;

  private TokenAnswer(
      Identity identity,
      String issuedWith,
      long issuedAtMillis,
      long expiresOnMillis,
      long refreshOnMillis,
      TokenSource source,
      Buffer body) {
    this.identity = identity;
    this.issuedWith = issuedWith;
    this.issuedAtMillis = issuedAtMillis;
    this.expiresOnMillis = expiresOnMillis;
    this.refreshOnMillis = refreshOnMillis;
    this.source = source;
    this.body = body;
  }

  /**
   * The answer with a token.
   *
   * @param scopes what it is good for
   * @param refreshOn from when on asking again brings a newer one
   * @param source where it came from
   */
  public static TokenAnswer of(
      CachedToken entry, TokenScopes scopes, Instant refreshOn, TokenSource source) {
    return new TokenAnswer(
        entry.identity(),
        entry.issuedWith(),
        entry.issuedAt().toEpochMilli(),
        entry.token().expiresOn().toEpochMilli(),
        refreshOn.toEpochMilli(),
        source,
        TokenAnswerBody.of(entry, scopes, refreshOn));
  }

  /** The same answer, said to come from elsewhere. */
  TokenAnswer from(TokenSource other) {
    return new TokenAnswer(
        identity, issuedWith, issuedAtMillis, expiresOnMillis, refreshOnMillis, other, body);
  }

  /** Whose token it is. */
  public Identity identity() {
    return identity;
  }

  /** The fingerprint of the access key that ACS was asked with. */
  String issuedWith() {
    return issuedWith;
  }

  /** When the token ends. */
  public Instant expiresOn() {
    return Instant.ofEpochMilli(expiresOnMillis);
  }

  /** How long the token still lives; negative once it has expired. */
  public Duration remaining(Instant now) {
    return Duration.ofMillis(expiresOnMillis - now.toEpochMilli());
  }

  /** The token's whole life, from issue to expiry. */
  public Duration life() {
    return Duration.ofMillis(expiresOnMillis - issuedAtMillis);
  }

  /** From when on asking again brings a newer one. */
  public Instant refreshOn() {
    return Instant.ofEpochMilli(refreshOnMillis);
  }

  /** Where the answer came from. */
  public TokenSource source() {
    return source;
  }

  /** The answer as it is sent, JSON in UTF-8; never to be changed. */
  public Buffer body() {
    return body;
  }
}
