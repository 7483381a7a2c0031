package dev.acsgateway.http;

import dev.acsgateway.failure.DeadlineExceeded;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request of one event loop a deadline. All have the same time, so that they run out in
 * the order in which they came, and one timer does for all. A request that is answered before
 * control returns, as a near hit is, is not even written down.
 */
public final class DeadlineHandler implements Handler<RoutingContext> {
  private static final String STARTED = "deadline-started";

  private static final String LIFTED = "deadline.lifted";

  private final Duration deadline;
  private final Handler<RoutingContext> next;
  private final Map<RoutingContext, Waiting> waiting = new LinkedHashMap<>();
  private boolean timed;

  /**
   * A request without an answer.
   *
   * @param own what it runs on
   * @param dueNanos when its time is up, as {@link System#nanoTime} has it
   */
  private record Waiting(Context own, long dueNanos) {}

  /**
   * @param deadline after which a request without an answer fails
   */
  DeadlineHandler(Duration deadline, Handler<RoutingContext> next) {
    this.deadline = deadline;
    this.next = next;
  }

  /** Lets this request take as long as there is something to read or write. */
  public static void lift(RoutingContext context) {
    context.put(LIFTED, true);
  }

  @Override
  public void handle(RoutingContext context) {
    next.handle(context);
    if (context.response().ended()) {
      return;
    }
    long started = System.nanoTime();
    context.put(STARTED, started);
    Vertx vertx = context.vertx();
    waiting.put(context, new Waiting(vertx.getOrCreateContext(), started + deadline.toNanos()));
    context.addEndHandler(ended -> waiting.remove(context));
    if (!timed) {
      timed = true;
      awaitFirst(vertx, deadline.toNanos());
    }
  }

  private void awaitFirst(Vertx vertx, long nanos) {
    long atLeast = TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    vertx.setTimer(atLeast, passed -> failTheDue(vertx));
  }

  private void failTheDue(Vertx vertx) {
    long now = System.nanoTime();
    Iterator<Map.Entry<RoutingContext, Waiting>> inOrder = waiting.entrySet().iterator();
    while (inOrder.hasNext()) {
      Map.Entry<RoutingContext, Waiting> first = inOrder.next();
      long left = first.getValue().dueNanos() - now;
      if (left > 0) {
        awaitFirst(vertx, left);
        return;
      }
      inOrder.remove();
      first.getValue().own().runOnContext(due -> fail(first.getKey()));
    }
    timed = false;
  }

  private static void fail(RoutingContext context) {
    if (!context.response().ended() && context.get(LIFTED) == null) {
      context.fail(new DeadlineExceeded());
    }
  }

  /** What is left of a deadline, for a step that had to wait, as for a body; else all of it. */
  static Duration left(Duration deadline, RoutingContext context) {
    @Nullable Long started = context.get(STARTED);
    return started == null ? deadline : deadline.minusNanos(System.nanoTime() - started);
  }
}
