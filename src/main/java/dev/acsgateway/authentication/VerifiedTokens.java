package dev.acsgateway.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were found good, by digest, so that a repeat costs no signature check. A bounded
 * number of them, each until it expires, its issuer's keys have to be refreshed or {@link #LONGEST}
 * has passed, and only while no key of its issuer is withdrawn. Safe for use from any thread.
 */
final class VerifiedTokens {
  /** How long a verdict is remembered at most. */
  static final Duration LONGEST = Duration.ofMinutes(5);

  private final Cache<Sha256, Remembered> remembered;
  private final InstantSource clock;

  /**
   * @param most how many to remember
   */
  VerifiedTokens(int most, InstantSource clock) {
    this.remembered = Caffeine.newBuilder().maximumSize(most).build();
    this.clock = clock;
  }

  /**
   * A token that is good.
   *
   * @param until when that has to be found out again
   * @param keys the source of the key that signed it
   * @param version of these keys
   */
  record Verified(Caller caller, Instant until, KeySource keys, long version) {}

  private record Remembered(Verified token, Instant until) {}

  Optional<Caller> find(Sha256 digest) {
    @Nullable Remembered known = remembered.getIfPresent(digest);
    return known != null
            && clock.instant().isBefore(known.until())
            && known.token().keys().version() == known.token().version()
        ? Optional.of(known.token().caller())
        : Optional.empty();
  }

  void remember(Sha256 digest, Verified token) {
    Instant latest = clock.instant().plus(LONGEST);
    remembered.put(
        digest, new Remembered(token, token.until().isBefore(latest) ? token.until() : latest));
  }
}
