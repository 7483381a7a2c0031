package dev.acsgateway.http;

import dev.acsgateway.authentication.Authenticator;
import dev.acsgateway.authentication.Caller;
import dev.acsgateway.failure.Unauthenticated;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who is calling. */
public final class AuthenticationHandler implements Handler<RoutingContext> {
  private static final String CALLER = "caller";

  private final Authenticator authenticator;
  private final RateLimits limits;
  private final Handler<RoutingContext> next;

  /**
   * @param limits how many bad credentials one address may send
   */
  AuthenticationHandler(
      Authenticator authenticator, RateLimits limits, Handler<RoutingContext> next) {
    this.authenticator = authenticator;
    this.limits = limits;
    this.next = next;
  }

  @Override
  public void handle(RoutingContext context) {
    Future<Caller> caller = Credentials.verify(context.request(), authenticator);
    if (caller.isComplete()) {
      proceed(context, caller);
      return;
    }
    context.request().pause();
    caller.onComplete(
        result -> {
          try {
            proceed(context, caller);
          } catch (RuntimeException e) {
            context.fail(e);
          }
          context.request().resume();
        });
  }

  private void proceed(RoutingContext context, Future<Caller> caller) {
    if (caller.succeeded()) {
      context.put(CALLER, caller.result());
      next.handle(context);
    } else {
      context.fail(failure(context, caller.cause()));
    }
  }

  private Throwable failure(RoutingContext context, Throwable cause) {
    return cause instanceof Unauthenticated denied && Credentials.areIn(context.request())
        ? limits.countFailure(context.request()).orElse(denied)
        : cause;
  }

  /** Who is calling, on a route that asks. */
  public static Caller caller(RoutingContext context) {
    return known(context)
        .orElseThrow(() -> new IllegalStateException("This route does not ask who is calling"));
  }

  /** Who is calling, once that is known. */
  public static Optional<Caller> known(RoutingContext context) {
    return Optional.ofNullable(context.<@Nullable Caller>get(CALLER));
  }
}
