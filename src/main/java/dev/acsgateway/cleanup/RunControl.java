package dev.acsgateway.cleanup;

import static io.vertx.core.Future.await;

import dev.acsgateway.cleanup.Lease.Standing;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Whether one stretch of work is to go on: it is not once its job is paused or cancelled, its lease
 * is lost, or its node stops. May be told and asked on any thread.
 */
final class RunControl {
  private static final Duration SLICE = Duration.ofMillis(100);

  private final Vertx vertx;
  private volatile Standing standing = Standing.GO_ON;
  private volatile boolean stopped;

  RunControl(Vertx vertx) {
    this.vertx = vertx;
  }

  /** The node stops. */
  void stop() {
    stopped = true;
  }

  /** The store has said how the lease stands. What is lost stays lost. */
  synchronized void heed(Standing latest) {
    standing = isLost() ? Standing.LOST : latest;
  }

  boolean goesOn() {
    return standing == Standing.GO_ON && !stopped;
  }

  boolean isLost() {
    return standing == Standing.LOST;
  }

  /** Waits on a virtual thread, as long as there is something to wait for. */
  void sleep(Duration pause) {
    Duration left = pause;
    while (left.isPositive() && goesOn()) {
      Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
      await(vertx.timer(Math.max(1, slice.toMillis()), TimeUnit.MILLISECONDS));
      left = left.minus(slice);
    }
  }
}
