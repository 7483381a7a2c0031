package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The way to one server: one auto-pipelined connection per event loop, so that a request neither
 * checks a connection out nor leaves its thread. Other threads share one.
 */
final class NodeConnections implements CommandRouter {
  private static final Pattern IN_BATCH = Pattern.compile("^ERR \\[\\d+] ");

  private final Supplier<ReconnectingConnection> newSlot;
  private final ConcurrentMap<Thread, Loop> eventLoops = new ConcurrentHashMap<>();
  private final ReconnectingConnection shared;
  private final ReplicationBarrier barrier;
  private volatile boolean closed;

  /** What one event loop has for itself. */
  private record Loop(ReconnectingConnection slot, ReadBatcher reads) {}

  NodeConnections(Supplier<ReconnectingConnection> newSlot, ReplicationBarrier barrier) {
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
    return with(connection -> connection.send(request));
  }

  @Override
  public Future<@Nullable Response> read(String key, Request request) {
    return read(request);
  }

  /** Sends one command that changes nothing. */
  Future<@Nullable Response> read(Request request) {
    return Vertx.currentContext() instanceof ContextInternal context && context.isEventLoopContext()
        ? loop().reads().send(context, request)
        : send(request);
  }

  private <T extends @Nullable Object> Future<T> with(Function<RedisConnection, Future<T>> use) {
    Future<RedisConnection> connection = slot().connection();
    RedisConnection connected = connection.result();
    return connected != null ? use.apply(connected) : onCallersContext(connection).compose(use);
  }

  /** Sends one command about a key that is just moving to this server. */
  Future<@Nullable Response> sendAsking(Request request) {
    return onCallersContext(slot().connection())
        .compose(connection -> connection.batch(List.of(Request.cmd(Command.ASKING), request)))
        .recover(e -> Future.failedFuture(wordsOfOne(e)))
        .map(answers -> answers.get(1));
  }

  /** What Redis said of the one command of a batch that failed; Vert.x says which that was. */
  private static String wordsOfOne(Throwable failure) {
    return IN_BATCH.matcher(String.valueOf(failure.getMessage())).replaceFirst("");
  }

  @Override
  public Future<Void> replicated(String key) {
    return barrier
        .pass(key)
        .recover(
            e ->
                e instanceof StoreUnavailable
                    ? Future.failedFuture(e)
                    : Future.failedFuture(wordsOfOne(e)));
  }

  @Override
  public List<String> onePerServer(List<String> keys) {
    return keys.subList(0, 1);
  }

  @Override
  public void mistrust(String key, String reason) {
    shared.giveUp(reason);
    eventLoops.values().forEach(loop -> loop.slot().giveUp(reason));
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

  private ReconnectingConnection slot() {
    Context context = Vertx.currentContext();
    return context != null && context.isEventLoopContext() ? loop().slot() : shared;
  }

  private Loop loop() {
    return eventLoops.computeIfAbsent(Thread.currentThread(), thread -> newLoop());
  }

  /**
   * Begins to connect on this event loop, but not on the context of the verticle that is at work:
   * Vert.x would close the connection with that verticle, although others are still at work.
   */
  private ReconnectingConnection connectForAll() {
    if (!(Vertx.currentContext() instanceof ContextInternal caller)) {
      return newSlot.get();
    }
    ContextInternal own =
        caller
            .owner()
            .contextBuilder()
            .withThreadingModel(ThreadingModel.EVENT_LOOP)
            .withEventLoop(caller.nettyEventLoop())
            .build();
    ContextInternal former = own.beginDispatch();
    try {
      return newSlot.get();
    } finally {
      own.endDispatch(former);
    }
  }

  /** What is sent while the node stops must not leave a connection behind. */
  private Loop newLoop() {
    ReconnectingConnection slot = connectForAll();
    if (closed) {
      slot.close();
    }
    return new Loop(
        slot, new ReadBatcher(this::send, reads -> with(connection -> connection.batch(reads))));
  }

  @Override
  public Future<Void> close() {
    closed = true;
    List<Future<Void>> closing = new ArrayList<>();
    closing.add(shared.close());
    closing.add(barrier.close());
    eventLoops.values().forEach(loop -> closing.add(loop.slot().close()));
    return Future.join(closing).mapEmpty();
  }
}
