package dev.acsgateway.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A lock of the in-memory store.
 *
 * @param nonce names its holder
 * @param deadline when it is free again, by the server's clock
 */
record Lock(String nonce, Instant deadline) {

  static boolean holds(Optional<Lock> lock, String nonce) {
    return lock.filter(it -> it.nonce().equals(nonce)).isPresent();
  }

  /** How long it is still held; not positive when it is free. */
  static Duration remaining(Optional<Lock> lock, Instant serverNow) {
    return lock.map(it -> Duration.between(serverNow, it.deadline())).orElse(Duration.ZERO);
  }
}
