package dev.acsgateway.identity;

import dev.acsgateway.failure.NoSecondAccessKey;
import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Switches between the access keys of the ACS resource, on all nodes, so that the one given up can
 * be regenerated, which ends every token that was made with it.
 */
public final class KeyRotation {
  private final IssuingKeyStore keys;
  private final InstantSource clock;

  /**
   * What was switched.
   *
   * @param current the fingerprint of the key in use now
   * @param former the fingerprint of the key given up
   * @param dropFrom from when on tokens made with the former key are no longer served
   */
  public record Rotated(String current, String former, Instant dropFrom) {}

  public KeyRotation(IssuingKeyStore keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Puts the other key in use. Fails with {@link NoSecondAccessKey} or {@link StoreUnavailable}.
   *
   * @param grace how long tokens made with the present key are still served, while those asked for
   *     are replaced in the background
   */
  public Future<Rotated> rotate(Duration grace) {
    String former = keys.signing();
    Instant dropFrom = clock.instant().plus(grace);
    return keys.owned().stream()
        .filter(fingerprint -> !fingerprint.equals(former))
        .findFirst()
        .map(
            other ->
                keys.use(other, dropFrom)
                    .map(used -> new Rotated(used.current(), former, dropFrom)))
        .orElseGet(() -> Future.failedFuture(new NoSecondAccessKey()));
  }
}
