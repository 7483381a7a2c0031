package dev.acsgateway.redis;

import dev.acsgateway.cleanup.ScheduleTicks;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The last tick of each schedule in a hash of its own. */
final class RedisScheduleTicks implements ScheduleTicks {
  private final RedisCommands redis;

  RedisScheduleTicks(RedisCommands redis) {
    this.redis = redis;
  }

  @Override
  public Future<Claimed> claim(String schedule, Instant tick) {
    return redis
        .run(LuaScript.CLAIM_TICK, List.of(Keyspace.schedule(schedule)), tick.toEpochMilli())
        .map(
            reply ->
                new Claimed(
                    reply.number(0) == 1,
                    Optional.of(reply.text(1)).filter(job -> !job.isEmpty())));
  }

  @Override
  public Future<Void> started(String schedule, String jobId) {
    return redis
        .send(
            Keyspace.schedule(schedule),
            Request.cmd(Command.HSET).arg(Keyspace.schedule(schedule)).arg("job").arg(jobId))
        .mapEmpty();
  }
}
