package dev.acsgateway.acs;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits on the test's own thread for what a future ends with. */
final class Await {
  private Await() {}

  /** The future's result. */
  static <T> T result(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("No result: " + e, e);
    }
  }

  /** The future's failure. */
  static Throwable failure(Future<?> future) {
    return result(
        future.<Throwable>transform(
            done ->
                done.failed()
                    ? Future.succeededFuture(done.cause())
                    : Future.failedFuture("succeeded with " + done.result())));
  }

  /** Whether the future succeeds. */
  static boolean succeeded(Future<?> future) {
    return result(future.transform(done -> Future.succeededFuture(done.succeeded())));
  }
}
