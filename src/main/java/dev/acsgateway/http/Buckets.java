package dev.acsgateway.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.acsgateway.authentication.RateLimit;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * Token buckets by name, a bounded number of them: the least used are forgotten first, which lets
 * their owners through with a full bucket. Safe for use from any thread.
 */
final class Buckets {
  private static final int MOST = 100_000;

  private final Cache<Name, Bucket> buckets = Caffeine.newBuilder().maximumSize(MOST).build();
  private final TimeMeter time;

  Buckets(InstantSource clock) {
    this.time = new Time(clock);
  }

  private record Name(String owner, RateLimit limit) {}

  /**
   * What a bucket said.
   *
   * @param passed whether it had a token
   * @param remaining how many it has left
   * @param untilNext when it has one again; nothing while it has
   * @param untilFull when it is full again
   */
  record Draw(boolean passed, long remaining, Duration untilNext, Duration untilFull) {}

  /** Takes one token out of the owner's bucket, if there is one. */
  Draw draw(String owner, RateLimit limit) {
    ConsumptionProbe probe =
        buckets.get(new Name(owner, limit), this::newBucket).tryConsumeAndReturnRemaining(1);
    return new Draw(
        probe.isConsumed(),
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForRefill()),
        Duration.ofNanos(probe.getNanosToWaitForReset()));
  }

  private Bucket newBucket(Name name) {
    RateLimit limit = name.limit();
    return Bucket.builder()
        .addLimit(
            bandwidth ->
                bandwidth.capacity(limit.requests()).refillGreedy(limit.requests(), limit.per()))
        .withCustomTimePrecision(time)
        .build();
  }

  /** The injected clock as bucket4j wants it. */
  private record Time(InstantSource clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
