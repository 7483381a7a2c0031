package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits until replicas have what one server was told. {@code WAIT} holds up its connection, so it
 * has one of its own, and a write of its own to wait for, which is later than those of the callers.
 * All who come while one is under way share the next.
 */
final class ReplicationBarrier {
  private static final String LIFE_SECONDS = "10";

  private final int replicas;
  private final Duration patience;
  private final Supplier<ReconnectingConnection> newSlot;
  private @Nullable ReconnectingConnection slot;
  private @Nullable Promise<Void> next;
  private boolean underWay;

  /**
   * @param replicas how many must confirm; with 0, nobody waits
   * @param patience how long at most
   * @param newSlot makes its connection, when it is needed first
   */
  ReplicationBarrier(int replicas, Duration patience, Supplier<ReconnectingConnection> newSlot) {
    this.replicas = replicas;
    this.patience = patience;
    this.newSlot = newSlot;
  }

  /**
   * Completes once the replicas have all that this server was told before.
   *
   * @param key one that this server has
   */
  Future<Void> pass(String key) {
    if (replicas == 0) {
      return Future.succeededFuture();
    }
    Promise<Void> mine;
    boolean first;
    synchronized (this) {
      if (next == null) {
        next = Promise.promise();
      }
      mine = next;
      first = !underWay;
      underWay = true;
    }
    if (first) {
      run(key);
    }
    return mine.future();
  }

  private void run(String key) {
    Promise<Void> passing;
    ReconnectingConnection open;
    synchronized (this) {
      passing = Objects.requireNonNull(next);
      next = null;
      if (slot == null) {
        slot = newSlot.get();
      }
      open = slot;
    }
    open.connection()
        .compose(connection -> confirmed(connection, key))
        .onComplete(
            done -> {
              boolean more;
              synchronized (this) {
                more = next != null;
                underWay = more;
              }
              if (more) {
                run(key);
              }
              passing.handle(done);
            });
  }

  private Future<Void> confirmed(RedisConnection connection, String key) {
    Request mark =
        Request.cmd(Command.SET).arg(Keyspace.beside(key)).arg("").arg("EX").arg(LIFE_SECONDS);
    Request wait = Request.cmd(Command.WAIT).arg(replicas).arg(patience.toMillis());
    return connection
        .batch(List.of(mark, wait))
        .map(answers -> new Reply(answers.get(1)).number())
        .compose(
            confirmed ->
                confirmed >= replicas
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        new StoreUnavailable(
                            "Only " + confirmed + " of " + replicas + " replicas confirmed")));
  }

  Future<Void> close() {
    ReconnectingConnection open;
    synchronized (this) {
      open = slot;
    }
    return open == null ? Future.succeededFuture() : open.close();
  }
}
