package dev.acsgateway.token;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Teams user's token fit to be served. Immutable but for its body, which is encoded once and then
 * kept.
 */
public final class TeamsAnswer {
  private final TeamsToken entry;
  private final Instant refreshOn;
  private final TokenSource source;
  private volatile @Nullable Buffer body;

  /**
   * @param entry the token
   * @param refreshOn from when on an exchange brings a newer one
   * @param source where it came from
   */
  public TeamsAnswer(TeamsToken entry, Instant refreshOn, TokenSource source) {
    this.entry = entry;
    this.refreshOn = refreshOn;
    this.source = source;
  }

  /** The same answer, said to come from elsewhere. */
  TeamsAnswer from(TokenSource other) {
    return new TeamsAnswer(entry, refreshOn, other);
  }

  /** The token. */
  public TeamsToken entry() {
    return entry;
  }

  /** From when on an exchange brings a newer one. */
  public Instant refreshOn() {
    return refreshOn;
  }

  /** Where the answer came from. */
  public TokenSource source() {
    return source;
  }

  /** The answer as it is sent, encoded at the first call; never to be changed. */
  public Buffer body(Function<TeamsAnswer, Buffer> encoder) {
    Buffer encoded = body;
    if (encoded == null) {
      encoded = encoder.apply(this);
      body = encoded;
    }
    return encoded;
  }
}
