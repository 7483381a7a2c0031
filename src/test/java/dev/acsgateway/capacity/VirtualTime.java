package dev.acsgateway.capacity;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes from one event to the next, on the thread that lets it pass. */
final class VirtualTime implements InstantSource {
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
  private Instant now;
  private long scheduled;

  /**
   * @param number the order of events at the same instant
   */
  private record Event(Instant at, long number, Runnable action) {}

  VirtualTime(Instant start) {
    this.now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  void after(Duration delay, Runnable action) {
    events.add(new Event(now.plus(delay), scheduled++, action));
  }

  /** Lets everything happen that is due before an instant, and what comes of it. */
  void passUntil(Instant end) {
    while (!events.isEmpty() && events.element().at().isBefore(end)) {
      Event next = events.remove();
      now = next.at();
      next.action().run();
    }
    now = end;
  }

  /** A Vert.x whose timers and contexts keep this time. It can do nothing else. */
  Vertx vertx() {
    Context context = only(Context.class, this::onContext);
    return only(Vertx.class, (proxy, method, arguments) -> onVertx(context, method, arguments));
  }

  private static <T> T only(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(VirtualTime.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @SuppressWarnings("unchecked")
  private Object onVertx(Context context, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "getOrCreateContext" -> context;
      case "setTimer" -> {
        long id = scheduled;
        Handler<Long> fired = (Handler<Long>) arguments[1];
        after(Duration.ofMillis((Long) arguments[0]), () -> fired.handle(id));
        yield id;
      }
      default -> throw new UnsupportedOperationException(method.toString());
    };
  }

  @SuppressWarnings("unchecked")
  private Object onContext(Object proxy, Method method, Object[] arguments) {
    if (!method.getName().equals("runOnContext")) {
      throw new UnsupportedOperationException(method.toString());
    }
    after(Duration.ZERO, () -> ((Handler<Void>) arguments[0]).handle(null));
    return method;
  }
}
