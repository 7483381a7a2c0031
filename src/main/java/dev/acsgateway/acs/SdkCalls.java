package dev.acsgateway.acs;

import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.AcsTimeout;
import dev.acsgateway.failure.AcsUnavailable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Makes one call of an Azure SDK as a Vert.x future: it completes on the caller's context, fails
 * with an {@link AcsFailure} only, and within the timeout; then the SDK's call is cancelled.
 */
final class SdkCalls {
  private final Vertx vertx;
  private final Duration timeout;

  SdkCalls(Vertx vertx, Duration timeout) {
    this.vertx = vertx;
    this.timeout = timeout;
  }

  /**
   * A call with a result.
   *
   * @param call makes the call; asked on the caller's thread, which it must not block
   * @param result reads the SDK's answer; whatever it throws means an answer that cannot be used
   */
  <T, R> Future<R> value(Supplier<Mono<T>> call, Function<T, R> result) {
    return run(
        Mono.defer(call)
            .map(result)
            .switchIfEmpty(Mono.error(() -> unavailable("an answer without content"))));
  }

  /** A call without a result. */
  Future<Void> completion(Supplier<Mono<Void>> call) {
    return run(Mono.defer(call));
  }

  private <R> Future<R> run(Mono<R> call) {
    Context context = vertx.getOrCreateContext();
    Promise<R> promise = Promise.promise();
    Disposable.Swap subscription = Disposables.swap();
    long timer =
        vertx.setTimer(
            timeout.toMillis(),
            fired -> {
              if (promise.tryFail(new AcsTimeout())) {
                subscription.dispose();
              }
            });
    subscription.update(
        call.subscribe(
            value -> context.runOnContext(done -> promise.tryComplete(value)),
            error -> context.runOnContext(done -> promise.tryFail(failure(error))),
            () -> context.runOnContext(done -> promise.tryComplete())));
    return promise.future().onComplete(result -> vertx.cancelTimer(timer));
  }

  /**
   * Only what the connection itself said is quoted: the SDKs' own exceptions may hold parts of a
   * body.
   */
  private static AcsFailure failure(Throwable error) {
    return switch (error) {
      case AcsFailure failure -> failure;
      case VertxException connection -> unavailable(String.valueOf(connection.getMessage()));
      case IOException connection -> unavailable(String.valueOf(connection.getMessage()));
      default -> unavailable("an unusable answer: " + error.getClass().getSimpleName());
    };
  }

  private static AcsUnavailable unavailable(String reason) {
    return new AcsUnavailable(reason, ErrorAnswer.UNAVAILABLE_DEFAULT);
  }
}
