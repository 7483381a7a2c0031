package dev.acsgateway.cleanup;

import dev.acsgateway.failure.CleanupNotFound;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the jobs of the schedules. Every node looks; the one that claims a tick starts the job. A
 * tick counts while a node runs that sees it come: none is made up for later, and of several that
 * came at once only the latest counts. A job that is not over yet is not joined by a second one.
 */
public final class ScheduleVerticle extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(ScheduleVerticle.class);
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(5);

  private final List<ScheduleConfig> schedules;
  private final ScheduleTicks ticks;
  private final CleanupService cleanups;
  private final Duration interval;
  private final InstantSource clock;
  private final Map<String, Instant> seen = new HashMap<>();
  private Future<?> look = Future.succeededFuture();
  private boolean stopping;
  private long timer;

  public ScheduleVerticle(
      CleanupConfig config, ScheduleTicks ticks, CleanupService cleanups, InstantSource clock) {
    this.schedules = config.schedules();
    this.ticks = ticks;
    this.cleanups = cleanups;
    this.interval =
        config.pollInterval().compareTo(LONGEST_INTERVAL) < 0
            ? config.pollInterval()
            : LONGEST_INTERVAL;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    Instant now = clock.instant();
    schedules.forEach(schedule -> seen.put(schedule.name(), now));
    lookLater();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    vertx.cancelTimer(timer);
    return look;
  }

  private void lookLater() {
    if (!stopping) {
      timer = vertx.setTimer(interval.toMillis(), fired -> look());
    }
  }

  private void look() {
    look =
        Future.join(schedules.stream().map(this::look).toList())
            .onFailure(e -> log.warn("A schedule could not be kept: {}", e.getMessage()))
            .otherwiseEmpty()
            .onComplete(looked -> lookLater());
  }

  private Future<?> look(ScheduleConfig schedule) {
    Instant now = clock.instant();
    Instant before = seen.getOrDefault(schedule.name(), now);
    if (!now.isAfter(before)) {
      return Future.succeededFuture();
    }
    Optional<Instant> tick = schedule.times().latest(now).filter(it -> it.isAfter(before));
    Future<?> started =
        tick.<Future<?>>map(it -> claim(schedule, it)).orElseGet(Future::succeededFuture);
    return started.onSuccess(done -> seen.put(schedule.name(), now));
  }

  private Future<?> claim(ScheduleConfig schedule, Instant tick) {
    return ticks
        .claim(schedule.name(), tick)
        .compose(
            claimed ->
                claimed.taken()
                    ? isOver(claimed.previousJob())
                        .compose(over -> over ? start(schedule) : pass(schedule))
                    : Future.succeededFuture());
  }

  private Future<Boolean> isOver(Optional<String> job) {
    return job.map(
            id ->
                cleanups
                    .find(id)
                    .map(found -> found.state().isFinal())
                    .recover(
                        e ->
                            e instanceof CleanupNotFound
                                ? Future.succeededFuture(true)
                                : Future.failedFuture(e)))
        .orElseGet(() -> Future.succeededFuture(true));
  }

  private Future<Void> start(ScheduleConfig schedule) {
    return cleanups
        .start(schedule.request(), Optional.of(schedule.name()))
        .onSuccess(job -> log.info("Schedule {} starts job {}", schedule.name(), job.id()))
        .compose(job -> ticks.started(schedule.name(), job.id()));
  }

  private static Future<Void> pass(ScheduleConfig schedule) {
    log.warn("Schedule {} passes this time: its job before is not over", schedule.name());
    return Future.succeededFuture();
  }
}
