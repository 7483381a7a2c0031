package dev.acsgateway.http;

import dev.acsgateway.authentication.Authenticator;
import dev.acsgateway.authentication.Caller;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Finds out who is calling. */
final class AuthenticationHandler implements Handler<RoutingContext> {
  private static final String CALLER = "caller";

  private final Authenticator authenticator;

  AuthenticationHandler(Authenticator authenticator) {
    this.authenticator = authenticator;
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
          proceed(context, caller);
          context.request().resume();
        });
  }

  private static void proceed(RoutingContext context, Future<Caller> caller) {
    if (caller.succeeded()) {
      context.put(CALLER, caller.result());
      context.next();
    } else {
      context.fail(caller.cause());
    }
  }

  /** Who is calling, on a route that asks. */
  static Caller caller(RoutingContext context) {
    @Nullable Caller caller = context.get(CALLER);
    if (caller == null) {
      throw new IllegalStateException("This route does not ask who is calling");
    }
    return caller;
  }
}
