package dev.acsgateway.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were found good, by digest, so that a repeat costs no signature check. A bounded
 * number of them, each at most until it expires. Safe for use from any thread.
 */
final class VerifiedTokens {
  private final Cache<Sha256, Verified> verified;
  private final InstantSource clock;

  /**
   * @param most how many to remember
   */
  VerifiedTokens(int most, InstantSource clock) {
    this.verified = Caffeine.newBuilder().maximumSize(most).build();
    this.clock = clock;
  }

  private record Verified(Caller caller, Instant expiresAt) {}

  Optional<Caller> find(Sha256 token) {
    @Nullable Verified known = verified.getIfPresent(token);
    return known != null && clock.instant().isBefore(known.expiresAt())
        ? Optional.of(known.caller())
        : Optional.empty();
  }

  void remember(Sha256 token, Caller caller, Instant expiresAt) {
    verified.put(token, new Verified(caller, expiresAt));
  }

  /** Forgets them all: for when a key that vouched for one is withdrawn. */
  void forget() {
    verified.invalidateAll();
  }
}
