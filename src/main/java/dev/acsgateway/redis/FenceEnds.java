package dev.acsgateway.redis;

import dev.acsgateway.redis.Keyspace.UserKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends fences. A step that fails, since Redis does not answer, is repeated in the background for as
 * long as the fence could stand: nobody is to wait for a fence that its holder is done with. The
 * caller learns how the first attempt went. Every step is safe to repeat.
 */
final class FenceEnds {
  private static final Logger log = LoggerFactory.getLogger(FenceEnds.class);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Vertx vertx;
  private final RedisCommands redis;
  private final long repeats;

  /**
   * @param flight how long a fence stands
   */
  FenceEnds(Vertx vertx, RedisCommands redis, Duration flight) {
    this.vertx = vertx;
    this.redis = redis;
    this.repeats = flight.toNanos() / PAUSE.toNanos();
  }

  /** Ends a revocation; false when the fence was taken over. */
  Future<Boolean> endRevocation(UserKeys names, String nonce) {
    return untilDone(
            () ->
                redis.run(
                    LuaScript.END_REVOCATION,
                    List.of(names.user()),
                    nonce,
                    names.hash(),
                    Keyspace.NOTES))
        .map(ended -> ended.number() == 1);
  }

  /** Gives a deletion back that ACS was surely not asked for. */
  Future<Void> liftDeletion(UserKeys names, String nonce) {
    return untilDone(
            () ->
                redis.run(
                    LuaScript.LIFT_DELETION,
                    List.of(names.user()),
                    nonce,
                    names.hash(),
                    Keyspace.NOTES))
        .mapEmpty();
  }

  /** Forgets an identity that ACS has deleted. */
  Future<Void> endDeletion(UserKeys names, String identity) {
    return untilDone(
            () ->
                redis.run(
                    LuaScript.END_DELETION,
                    List.of(names.user(), names.index(), names.orphans()),
                    identity,
                    names.hash(),
                    Keyspace.NOTES))
        .mapEmpty();
  }

  private Future<Reply> untilDone(Supplier<Future<Reply>> step) {
    return step.get().onFailure(e -> repeat(step, repeats));
  }

  private void repeat(Supplier<Future<Reply>> step, long left) {
    if (left > 0) {
      vertx.setTimer(PAUSE.toMillis(), due -> step.get().onFailure(e -> repeat(step, left - 1)));
    } else {
      log.warn("A fence around a user could not be ended; it runs out");
    }
  }
}
