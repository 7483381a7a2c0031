package dev.acsgateway.telemetry;

import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The timers of commands to Redis, made when each is sent for the first time. */
final class RedisTimers {
  private final Registrations meters;
  private final Map<String, Pair> byCommand = new ConcurrentHashMap<>();

  private record Pair(Timer ok, Timer failed) {}

  RedisTimers(Registrations meters) {
    this.meters = meters;
  }

  <T> Future<T> observe(String name, Supplier<Future<T>> command) {
    long begun = System.nanoTime();
    return command
        .get()
        .onComplete(
            reply -> {
              Pair timers = byCommand.computeIfAbsent(name, this::timers);
              (reply.succeeded() ? timers.ok() : timers.failed())
                  .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            });
  }

  private Pair timers(String command) {
    return new Pair(
        meters.duration(Meters.REDIS_COMMANDS, command, "ok"),
        meters.duration(Meters.REDIS_COMMANDS, command, "failed"));
  }
}
