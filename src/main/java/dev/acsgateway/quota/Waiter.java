package dev.acsgateway.quota;

import dev.acsgateway.failure.AcsFailure;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import java.time.Instant;

/**
 * A call that waits for its permit; it goes on on the context that it came from.
 *
 * @param deadline how long it waits at most
 */
record Waiter(Context context, Promise<Permit> promise, Instant deadline) {
  void pass(Permit permit) {
    context.runOnContext(now -> promise.complete(permit));
  }

  void refuse(AcsFailure failure) {
    context.runOnContext(now -> promise.fail(failure));
  }
}
