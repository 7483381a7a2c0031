package dev.acsgateway;

import dev.acsgateway.redis.CommandObserver;
import dev.acsgateway.telemetry.Metrics;
import dev.acsgateway.telemetry.Tracing;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** Follows and measures each command to Redis. */
record TracedCommands(Tracing tracing, Metrics metrics) implements CommandObserver {

  @Override
  public <T> Future<T> observe(String name, Supplier<Future<T>> command) {
    return tracing.redisCommand(name, () -> metrics.redisCommand(name, command));
  }
}
