package dev.acsgateway.fake;

import dev.acsgateway.cleanup.ScheduleTicks;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Ticks of schedules in memory. */
final class MemoryScheduleTicks implements ScheduleTicks {
  private final Map<String, Instant> ticks = new HashMap<>();
  private final Map<String, String> jobs = new HashMap<>();

  @Override
  public synchronized Future<Claimed> claim(String schedule, Instant tick) {
    Instant last = ticks.getOrDefault(schedule, Instant.MIN);
    if (!tick.isAfter(last)) {
      return Future.succeededFuture(new Claimed(false, Optional.empty()));
    }
    ticks.put(schedule, tick);
    return Future.succeededFuture(new Claimed(true, Optional.ofNullable(jobs.get(schedule))));
  }

  @Override
  public synchronized Future<Void> started(String schedule, String jobId) {
    jobs.put(schedule, jobId);
    return Future.succeededFuture();
  }
}
