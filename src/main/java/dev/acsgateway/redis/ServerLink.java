package dev.acsgateway.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
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
 * The way to one server: one auto-pipelined connection per event loop, so that a request neither
 * checks a connection out nor leaves its thread. Other threads share one.
 */
final class ServerLink implements RedisLink {
  private final Supplier<RedisSlot> newSlot;
  private final ConcurrentMap<Thread, RedisSlot> eventLoops = new ConcurrentHashMap<>();
  private final RedisSlot shared;
  private final ReplicationBarrier barrier;

  ServerLink(Supplier<RedisSlot> newSlot, ReplicationBarrier barrier) {
    this.newSlot = newSlot;
    this.shared = newSlot.get();
    this.barrier = barrier;
  }

  @Override
  public Future<@Nullable Response> send(String key, Request request) {
    return send(request);
  }

  /** Sends one command. */
  Future<@Nullable Response> send(Request request) {
    Future<RedisConnection> connection = slot().connection();
    RedisConnection connected = connection.result();
    return connected != null
        ? connected.send(request)
        : onCallersContext(connection).compose(late -> late.send(request));
  }

  /** Sends one command about a key that is just moving to this server. */
  Future<@Nullable Response> sendAsking(Request request) {
    return onCallersContext(slot().connection())
        .compose(connection -> connection.batch(List.of(Request.cmd(Command.ASKING), request)))
        .map(answers -> answers.get(1));
  }

  @Override
  public Future<Void> replicated(String key) {
    return barrier.pass(key);
  }

  @Override
  public void mistrust(String key, String reason) {
    shared.giveUp(reason);
    eventLoops.values().forEach(slot -> slot.giveUp(reason));
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

  @Override
  public Future<Void> firstConnection() {
    return shared.connection().mapEmpty();
  }

  @Override
  public boolean isUp() {
    return shared.isUp();
  }

  private RedisSlot slot() {
    Context context = Vertx.currentContext();
    return context != null && context.isEventLoopContext()
        ? eventLoops.computeIfAbsent(Thread.currentThread(), thread -> newSlot.get())
        : shared;
  }

  @Override
  public Future<Void> close() {
    List<Future<Void>> closing = new ArrayList<>();
    closing.add(shared.close());
    closing.add(barrier.close());
    eventLoops.values().forEach(slot -> closing.add(slot.close()));
    return Future.join(closing).mapEmpty();
  }
}
