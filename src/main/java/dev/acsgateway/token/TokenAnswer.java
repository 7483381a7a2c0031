package dev.acsgateway.token;

import dev.acsgateway.identity.TokenScopes;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A token fit to be served. Immutable but for its body, which is encoded once and then kept. */
public final class TokenAnswer {
  private final CachedToken entry;
  private final TokenScopes scopes;
  private final Instant refreshOn;
  private final TokenSource source;
  private volatile @Nullable Buffer body;

  /**
   * @param entry the token and whose it is
   * @param scopes what it is good for
   * @param refreshOn from when on asking again brings a newer one
   * @param source where it came from
   */
  public TokenAnswer(CachedToken entry, TokenScopes scopes, Instant refreshOn, TokenSource source) {
    this.entry = entry;
    this.scopes = scopes;
    this.refreshOn = refreshOn;
    this.source = source;
  }

  /** The same answer, said to come from elsewhere. */
  TokenAnswer from(TokenSource other) {
    return new TokenAnswer(entry, scopes, refreshOn, other);
  }

  /** The token and whose it is. */
  public CachedToken entry() {
    return entry;
  }

  /** What the token is good for. */
  public TokenScopes scopes() {
    return scopes;
  }

  /** From when on asking again brings a newer one. */
  public Instant refreshOn() {
    return refreshOn;
  }

  /** Where the answer came from. */
  public TokenSource source() {
    return source;
  }

  /** The answer as it is sent, encoded at the first call; never to be changed. */
  public Buffer body(Function<TokenAnswer, Buffer> encoder) {
    Buffer encoded = body;
    if (encoded == null) {
      encoded = encoder.apply(this);
      body = encoded;
    }
    return encoded;
  }
}
