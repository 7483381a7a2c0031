package dev.acsgateway.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Keeps in view which servers take writes: looks all the time, and at once when asked to. */
final class TopologyRefresher {
  private static final Logger log = LoggerFactory.getLogger(TopologyRefresher.class);
  private static final int LOOKS_PER_SILENCE = 4;
  private static final Duration SOON = Duration.ofMillis(50);

  private final Vertx vertx;
  private final TopologySource eye;
  private final Duration silence;
  private final List<Consumer<SlotMap>> listeners = new CopyOnWriteArrayList<>();
  private final Promise<Void> first = Promise.promise();

  private volatile SlotMap view = SlotMap.NONE;
  private volatile long confirmed = longAgo();
  private volatile long changed = System.nanoTime();
  private volatile boolean closed;
  private long timer;
  private boolean looking;
  private boolean again;

  TopologyRefresher(Vertx vertx, TopologySource eye, Duration silence) {
    this.vertx = vertx;
    this.eye = eye;
    this.silence = silence;
  }

  private static long longAgo() {
    return System.nanoTime() - Duration.ofDays(1).toNanos();
  }

  /** Starts to look. */
  void start() {
    look();
  }

  /** Calls with every new view. */
  void onChange(Consumer<SlotMap> listener) {
    listeners.add(listener);
  }

  SlotMap view() {
    return view;
  }

  /** The outcome of the first look. */
  Future<Void> firstLook() {
    return first.future();
  }

  /** Whether somebody who sees all there is has confirmed the view no longer ago than this. */
  boolean confirmedWithin(Duration age) {
    return System.nanoTime() - confirmed < age.toNanos();
  }

  /** Whether the same servers have had slots for so long. */
  boolean unchangedFor(Duration age) {
    return System.nanoTime() - changed > age.toNanos();
  }

  /** The view may be out of date. However many say so, the next look is not put off. */
  void lookSoon() {
    synchronized (this) {
      boolean due = again;
      again = true;
      if (!looking && !due) {
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(SOON.toMillis(), fired -> look());
      }
    }
  }

  private void look() {
    synchronized (this) {
      if (looking || closed) {
        return;
      }
      looking = true;
      again = false;
    }
    long begun = System.nanoTime();
    eye.look(view.primaries())
        .onComplete(
            answer -> {
              if (answer.succeeded()) {
                learn(answer.result(), begun);
                first.tryComplete();
              } else {
                log.debug("Nobody says which servers take writes: {}", answer.cause().getMessage());
                first.tryFail(answer.cause());
              }
              synchronized (this) {
                looking = false;
                long pause = again ? SOON.toMillis() : silence.toMillis() / LOOKS_PER_SILENCE;
                timer = vertx.setTimer(pause, due -> look());
              }
            });
  }

  private void learn(TopologySource.Look look, long begun) {
    SlotMap former = view;
    view = look.view();
    if (!view.primaries().equals(former.primaries())) {
      changed = System.nanoTime();
      log.atLevel(former == SlotMap.NONE ? Level.DEBUG : Level.INFO)
          .log("The servers that take writes are {}", view.primaries());
    }
    if (look.whole()) {
      confirmed = begun;
    }
    listeners.forEach(listener -> listener.accept(view));
  }

  void close() {
    closed = true;
    synchronized (this) {
      vertx.cancelTimer(timer);
    }
    eye.close();
  }
}
