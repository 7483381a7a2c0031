package dev.acsgateway.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What nodes tell each other over {@value Keyspace#NOTES}. A note may be lost, so nobody relies on
 * it alone: waiting for one also ends after a short, jittered time.
 */
final class RedisNotes {
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(150);

  private final Vertx vertx;
  private final RandomGenerator jitter;
  private final RedisSlot slot;
  private final ConcurrentMap<String, Set<Promise<Void>>> waiting = new ConcurrentHashMap<>();

  /**
   * @param newSlot makes the connection that listens, given what to do with it at its start
   */
  RedisNotes(
      Vertx vertx,
      RandomGenerator jitter,
      Function<Function<RedisConnection, Future<Void>>, RedisSlot> newSlot) {
    this.vertx = vertx;
    this.jitter = jitter;
    this.slot = newSlot.apply(this::subscribe);
  }

  private Future<Void> subscribe(RedisConnection connection) {
    connection.handler(this::receive);
    return connection.send(Request.cmd(Command.SUBSCRIBE).arg(Keyspace.NOTES)).mapEmpty();
  }

  /** Pushes look like {@code [message, channel, text]}. */
  private void receive(Response push) {
    if (push.type() == ResponseType.PUSH
        && push.size() == 3
        && "message".equals(push.get(0).toString())) {
      String text = push.get(2).toString();
      if (text.startsWith("user:")) {
        wake(text.substring("user:".length()));
      }
    }
  }

  private void wake(String userHash) {
    Set<Promise<Void>> woken = waiting.remove(userHash);
    if (woken != null) {
      woken.forEach(Promise::tryComplete);
    }
  }

  /** Completes on a note about the user, or after a short while, at most {@code atMost}. */
  Future<Void> awaitUser(String userHash, Duration atMost) {
    Promise<Void> noted = Promise.promise();
    waiting.computeIfAbsent(userHash, hash -> ConcurrentHashMap.newKeySet()).add(noted);
    long wait = jitter.nextLong(SHORTEST_WAIT.toMillis(), LONGEST_WAIT.toMillis() + 1);
    long timer =
        vertx.setTimer(
            Math.max(1, Math.min(wait, atMost.toMillis())), fired -> noted.tryComplete());
    return noted
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(timer);
              waiting.computeIfPresent(
                  userHash,
                  (hash, others) -> {
                    others.remove(noted);
                    return others.isEmpty() ? null : others;
                  });
            });
  }

  Future<Void> close() {
    return slot.close();
  }
}
