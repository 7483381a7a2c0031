package dev.acsgateway.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Counts what must not happen, and says at most once a minute that the log should tell of it. */
final class RareAlarm {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final LongAdder count = new LongAdder();
  private final AtomicReference<Instant> silentUntil = new AtomicReference<>(Instant.MIN);

  RareAlarm(InstantSource clock) {
    this.clock = clock;
  }

  long count() {
    return count.sum();
  }

  /** Counts one more, and calls {@code log} unless it was called within the last minute. */
  void raise(Runnable log) {
    count.increment();
    Instant now = clock.instant();
    Instant silent = silentUntil.get();
    if (!now.isBefore(silent) && silentUntil.compareAndSet(silent, now.plus(PAUSE))) {
      log.run();
    }
  }
}
