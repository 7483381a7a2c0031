package dev.acsgateway.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Teams users' answers that this node remembers, ready to be sent. Nothing that happens elsewhere
 * outdates one, so none has to be heard of.
 */
final class TeamsNearCache {
  private static final int BYTES_PER_MEBIBYTE = 1 << 20;
  private static final int OVERHEAD_BYTES = 512;

  private final boolean enabled;
  private final Cache<TeamsKey, TeamsAnswer> answers;

  TeamsNearCache(NearCacheConfig config) {
    this.enabled = config.enabled();
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight((long) config.maxMebibytes() * BYTES_PER_MEBIBYTE)
            .weigher((TeamsKey key, TeamsAnswer answer) -> weight(answer))
            .expireAfterWrite(config.maxAge())
            .build();
  }

  /** The token, and the encoded body, which holds it again. */
  private static int weight(TeamsAnswer answer) {
    return OVERHEAD_BYTES + 2 * answer.entry().token().value().length();
  }

  /** The answer to this key, if it is remembered. */
  @Nullable TeamsAnswer find(TeamsKey key) {
    return enabled ? answers.getIfPresent(key) : null;
  }

  void remember(TeamsKey key, TeamsAnswer answer) {
    if (enabled) {
      answers.put(key, answer.from(TokenSource.NEAR));
    }
  }
}
