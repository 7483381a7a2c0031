package dev.acsgateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.acsgateway.token.InvalidationEpochs.Stamp;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers that this node remembers, ready to be sent. One is served only while this node hears at
 * once what changes elsewhere, and only if nothing changed since the answer was read.
 *
 * <p>While Redis is down nothing can be read or revoked through it; then {@link #findInOutage}
 * serves what is remembered. A node that is cut off alone may so serve a token for {@code
 * near-cache.max-age} after others revoked it.
 */
public final class NearCache {
  private static final int BYTES_PER_MEBIBYTE = 1 << 20;
  private static final int OVERHEAD_BYTES = 512;

  private final Invalidations news;
  private final InvalidationEpochs generations;
  private final boolean enabled;
  private final Cache<TokenKey, Remembered> answers;

  private record Remembered(TokenAnswer answer, Stamp stamp) {}

  NearCache(NearCacheConfig config, Invalidations news, InvalidationEpochs generations) {
    this.news = news;
    this.generations = generations;
    this.enabled = config.enabled();
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight((long) config.maxMebibytes() * BYTES_PER_MEBIBYTE)
            .weigher((TokenKey key, Remembered entry) -> weight(entry.answer()))
            .expireAfterWrite(config.maxAge())
            .build();
  }

  private static int weight(TokenAnswer answer) {
    return OVERHEAD_BYTES + answer.body().length();
  }

  /** The answer to this key, when it may be served as if it had just been read. */
  @Nullable TokenAnswer find(TokenKey key) {
    if (!enabled || !news.upToDate()) {
      return null;
    }
    Remembered entry = answers.getIfPresent(key);
    return entry != null && generations.isCurrent(entry.stamp()) ? entry.answer() : null;
  }

  /**
   * The answer to this key, when there is one, while nothing can be read from Redis. A gap in the
   * news does not outdate it: the subscription may be back before the connections that read are.
   */
  Optional<TokenAnswer> findInOutage(TokenKey key) {
    return Optional.ofNullable(answers.getIfPresent(key))
        .filter(entry -> generations.isCurrentAsFarAsHeard(entry.stamp()))
        .map(Remembered::answer);
  }

  /**
   * Remembers an answer.
   *
   * @param stamp taken before the answer was read
   */
  void remember(TokenKey key, TokenAnswer answer, Stamp stamp) {
    if (enabled && generations.isCurrent(stamp)) {
      answers.put(key, new Remembered(answer.from(TokenSource.NEAR), stamp));
    }
  }

  boolean isEnabled() {
    return enabled;
  }

  /** How many answers are remembered, about. */
  public long size() {
    return answers.estimatedSize();
  }
}
