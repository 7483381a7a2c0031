package dev.acsgateway.token;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * One running operation per key on this node; whoever asks meanwhile joins it. A finished one,
 * failed or not, is removed at once. Safe for use from any thread.
 */
final class SingleFlight<K, V> {
  private final Vertx vertx;
  private final Runnable joined;
  private final ConcurrentMap<K, Promise<V>> running = new ConcurrentHashMap<>();

  /**
   * @param joined called whenever somebody joins an operation that runs
   */
  SingleFlight(Vertx vertx, Runnable joined) {
    this.vertx = vertx;
    this.joined = joined;
  }

  /** The result of the running operation, or of a new one; completes on the caller's context. */
  Future<V> join(K key, Supplier<Future<V>> operation) {
    Promise<V> mine = Promise.promise();
    Promise<V> first = running.putIfAbsent(key, mine);
    if (first != null) {
      joined.run();
      return onCallersContext(first.future());
    }
    operation
        .get()
        .onComplete(
            result -> {
              running.remove(key, mine);
              mine.handle(result);
            });
    return mine.future();
  }

  private Future<V> onCallersContext(Future<V> shared) {
    Context context = vertx.getOrCreateContext();
    Promise<V> own = Promise.promise();
    shared.onComplete(result -> context.runOnContext(now -> own.handle(result)));
    return own.future();
  }
}
