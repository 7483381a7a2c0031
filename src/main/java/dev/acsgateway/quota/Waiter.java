package dev.acsgateway.quota;

import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.quota.CallsUnderWay.Call;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import java.time.Instant;

/**
 * A call that waits for its permit; it goes on on the context that it came from.
 *
 * @param deadline how long it waits at most
 */
record Waiter(Context context, Promise<Call> promise, Instant deadline) {
  void pass(Call call) {
    context.runOnContext(now -> promise.complete(call));
  }

  void refuse(AcsFailure failure) {
    context.runOnContext(now -> promise.fail(failure));
  }
}
