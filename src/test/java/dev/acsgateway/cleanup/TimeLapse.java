package dev.acsgateway.cleanup;

import dev.acsgateway.fake.MovableClock;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A Vert.x whose one-time timers are over at once, having moved the clock, and whose periodic timer
 * ticks when the test says so.
 */
final class TimeLapse {
  private final Vertx vertx;
  private final MovableClock clock;
  private final List<Duration> pauses = new ArrayList<>();
  private Consumer<Duration> onPause = pause -> {};
  private Optional<Handler<Long>> beat = Optional.empty();

  TimeLapse(Vertx vertx, MovableClock clock) {
    this.vertx = vertx;
    this.clock = clock;
  }

  /** Does something in the midst of every pause. */
  void onPause(Consumer<Duration> action) {
    onPause = action;
  }

  /** Every pause so far, as it was asked of Vert.x. */
  synchronized List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  /** How long all pauses took. */
  Duration paused() {
    return pauses().stream().reduce(Duration.ZERO, Duration::plus);
  }

  /** Lets the periodic timer tick. */
  void tick() {
    beat.orElseThrow().handle(1L);
  }

  /** Whether a periodic timer runs. */
  boolean ticks() {
    return beat.isPresent();
  }

  Vertx vertx() {
    return proxy(
        Vertx.class,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "timer" -> pause((long) arguments[0], (TimeUnit) arguments[1]);
              case "setPeriodic" -> periodic(arguments[arguments.length - 1]);
              case "cancelTimer" -> cancel();
              default -> call(vertx, method, arguments);
            });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Timer pause(long time, TimeUnit unit) {
    Duration pause = Duration.of(time, unit.toChronoUnit());
    synchronized (this) {
      pauses.add(pause);
    }
    clock.advance(pause);
    onPause.accept(pause);
    Future<Void> over = Future.succeededFuture();
    return proxy(Timer.class, (proxy, method, arguments) -> call(over, method, arguments));
  }

  @SuppressWarnings("unchecked")
  private long periodic(Object handler) {
    beat = Optional.of((Handler<Long>) handler);
    return 1;
  }

  private boolean cancel() {
    beat = Optional.empty();
    return true;
  }
}
