package dev.acsgateway.redis;

import dev.acsgateway.failure.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads state that all nodes share again after every event that may have changed it, and retries
 * until it has been read: the event is often that a connection is back, and then the others may
 * still be down. At most one read is under way. May be used from any thread.
 */
final class Reread {
  private static final Logger log = LoggerFactory.getLogger(Reread.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final Vertx vertx;
  private final String what;
  private final Supplier<? extends Future<?>> read;
  private List<Promise<Void>> waiting = new ArrayList<>();
  private Promise<Void> settled = Promise.promise();
  private boolean reading;
  private volatile boolean pending;
  private volatile boolean closed;

  /**
   * @param what names the state in the log
   * @param read reads it once
   */
  Reread(Vertx vertx, String what, Supplier<? extends Future<?>> read) {
    this.vertx = vertx;
    this.what = what;
    this.read = read;
  }

  /** Whether there was an event since which the state has not been read. */
  boolean isPending() {
    return pending;
  }

  /**
   * The state may have changed. Completes, on the caller's context, once a read that began after
   * this call has succeeded.
   */
  Future<Void> after() {
    Promise<Void> done = ((ContextInternal) vertx.getOrCreateContext()).promise();
    boolean first;
    synchronized (this) {
      pending = true;
      waiting.add(done);
      first = !reading;
      reading = true;
    }
    if (first) {
      attempt(FIRST_PAUSE);
    }
    return done.future();
  }

  /**
   * Completes, on the caller's context, once the state was read after every event so far, and asks
   * for no read itself.
   */
  Future<Void> settled() {
    Promise<Void> own = ((ContextInternal) vertx.getOrCreateContext()).promise();
    synchronized (this) {
      if (!pending) {
        return Future.succeededFuture();
      }
      settled.future().onComplete(own);
    }
    return own.future();
  }

  private void attempt(Duration pauseOnFailure) {
    List<Promise<Void>> covered;
    synchronized (this) {
      covered = waiting;
      waiting = new ArrayList<>();
    }
    read.get()
        .onSuccess(done -> succeed(covered))
        .onFailure(e -> retry(covered, pauseOnFailure, e));
  }

  private void succeed(List<Promise<Void>> covered) {
    Promise<Void> released;
    boolean more;
    synchronized (this) {
      more = !waiting.isEmpty();
      reading = more;
      pending = more;
      released = settled;
      if (!more) {
        settled = Promise.promise();
      }
    }
    covered.forEach(Promise::tryComplete);
    if (more) {
      attempt(FIRST_PAUSE);
    } else {
      released.complete();
    }
  }

  private void retry(List<Promise<Void>> covered, Duration pause, Throwable e) {
    synchronized (this) {
      waiting.addAll(covered);
    }
    if (closed) {
      return;
    }
    log.atLevel(pause.equals(FIRST_PAUSE) ? Level.WARN : Level.DEBUG)
        .log("Cannot read {} yet, retrying: {}", what, reason(e));
    Duration next = pause.plus(pause);
    vertx.setTimer(
        pause.toMillis(), due -> attempt(next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE));
  }

  private static String reason(Throwable e) {
    return e instanceof StoreUnavailable store ? store.reason() : String.valueOf(e.getMessage());
  }

  /** Ends the retries. */
  void close() {
    closed = true;
  }
}
