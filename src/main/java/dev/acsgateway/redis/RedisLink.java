package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to Redis: one auto-pipelined connection per event loop, so that a request neither checks
 * a connection out nor leaves its thread. Other threads share one. Commands fail with {@link
 * StoreUnavailable} when there is no connection, and with Redis's own error otherwise.
 */
final class RedisLink {
  private final Supplier<RedisSlot> newSlot;
  private final ConcurrentMap<Thread, RedisSlot> eventLoops = new ConcurrentHashMap<>();
  private final RedisSlot shared;

  RedisLink(Supplier<RedisSlot> newSlot) {
    this.newSlot = newSlot;
    this.shared = newSlot.get();
  }

  /** Sends one command. */
  Future<@Nullable Response> send(Request request) {
    Future<RedisConnection> connection = slot().connection();
    RedisConnection connected = connection.result();
    return connected != null
        ? connected.send(request)
        : onCallersContext(connection).compose(late -> late.send(request));
  }

  /** Whoever began to connect must not draw those who wait for it over to its own context. */
  private static Future<RedisConnection> onCallersContext(Future<RedisConnection> shared) {
    Context context = Vertx.currentContext();
    if (context == null) {
      return shared;
    }
    Promise<RedisConnection> own = Promise.promise();
    shared.onComplete(result -> context.runOnContext(now -> own.handle(result)));
    return own.future();
  }

  /** The first connection made at start, to tell early what is wrong. */
  Future<Void> firstConnection() {
    return shared.connection().mapEmpty();
  }

  /** Whether commands can be sent right now. */
  boolean isUp() {
    return shared.isUp();
  }

  private RedisSlot slot() {
    Context context = Vertx.currentContext();
    return context != null && context.isEventLoopContext()
        ? eventLoops.computeIfAbsent(Thread.currentThread(), thread -> newSlot.get())
        : shared;
  }

  Future<Void> close() {
    List<Future<Void>> closing = new ArrayList<>();
    closing.add(shared.close());
    eventLoops.values().forEach(slot -> closing.add(slot.close()));
    return Future.join(closing).mapEmpty();
  }
}
