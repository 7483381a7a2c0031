package dev.acsgateway.identity;

import dev.acsgateway.failure.NoSecondAccessKey;
import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Switches between the access keys of the ACS resource, on all nodes, so that the one given up can
 * be regenerated, which ends every token that was made with it.
 */
public final class AccessKeyRotation {
  private final ActiveAccessKeyStore keys;

  /** By how much clocks of nodes may differ, at least. */
  private static final Duration CLOCK_ERROR = Duration.ofMinutes(15);

  private final InstantSource clock;
  private final AtomicReference<@Nullable Switch> unfinished = new AtomicReference<>();

  /**
   * What a rotation does.
   *
   * @param former the fingerprint of the key to be given up
   * @param next the fingerprint of the key to be put in use
   */
  private record Switch(String former, String next) {}

  /**
   * What was switched.
   *
   * @param current the fingerprint of the key in use now
   * @param former the fingerprint of the key given up
   * @param dropFrom from when on tokens made with the former key are no longer served
   */
  public record Rotated(String current, String former, Instant dropFrom) {}

  public AccessKeyRotation(ActiveAccessKeyStore keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Puts the other key in use. Fails with {@link NoSecondAccessKey} or {@link StoreUnavailable}. A
   * repeat after the latter, at this node, finishes that switch instead of taking it back, since it
   * may have been made.
   *
   * @param grace how long tokens made with the present key are still served, while those asked for
   *     are replaced in the background
   */
  public Future<Rotated> rotate(Duration grace) {
    return toBeMade()
        .map(it -> make(it, grace))
        .orElseGet(() -> Future.failedFuture(new NoSecondAccessKey()));
  }

  private Optional<Switch> toBeMade() {
    @Nullable Switch begun = unfinished.get();
    if (begun != null && keys.owned().contains(begun.next())) {
      return Optional.of(begun);
    }
    String former = keys.signing();
    return keys.owned().stream()
        .filter(fingerprint -> !fingerprint.equals(former))
        .findFirst()
        .map(other -> new Switch(former, other));
  }

  /** Without a grace, tokens are dropped as of a time that has passed on every node's clock. */
  private Future<Rotated> make(Switch change, Duration grace) {
    Instant now = clock.instant();
    Instant dropFrom = grace.isZero() ? now.minus(CLOCK_ERROR) : now.plus(grace);
    unfinished.set(change);
    return keys.use(change.next(), dropFrom)
        .onSuccess(used -> unfinished.set(null))
        .map(used -> new Rotated(used.current(), change.former(), now.plus(grace)));
  }
}
