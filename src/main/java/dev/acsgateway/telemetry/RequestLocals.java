package dev.acsgateway.telemetry;

import io.opentelemetry.context.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the request that the current Vert.x context works for. Each request has a
 * context of its own, which its continuations keep; so nothing has to be handed on, and nothing of
 * one request can show up in another's.
 *
 * <p>Whatever outlives the request on its context, such as a connection or a timer that it was the
 * first to need, must not pass for a part of it: the request id is gone once the answer is sent.
 */
public final class RequestLocals implements VertxServiceProvider {
  private static final ContextLocal<Request> REQUEST = ContextLocal.registerLocal(Request.class);
  private static final ContextLocal<Context> TRACE = ContextLocal.registerLocal(Context.class);

  private record Request(String id, HttpServerResponse response) {}

  /** Loaded before any Vert.x is made, as locals must be registered by then. */
  @Override
  public void init(VertxBootstrap bootstrap) {
    // That this class is loaded is all that is needed.
  }

  /** From now on the current context works for this request. */
  public static void begin(String requestId, HttpServerResponse response) {
    io.vertx.core.@Nullable Context context = Vertx.currentContext();
    if (context != null) {
      REQUEST.put(context, new Request(requestId, response));
    }
  }

  /** The id of the request that is being worked for. */
  static Optional<String> requestId() {
    return current(REQUEST::get)
        .filter(request -> !request.response().ended() && !request.response().closed())
        .map(Request::id);
  }

  /** The trace that the work at hand is a part of. */
  static @Nullable Context trace() {
    io.vertx.core.@Nullable Context context = Vertx.currentContext();
    return context == null ? null : TRACE.get(context);
  }

  /** From now on the current context's work is a part of this trace. */
  static void trace(Context trace) {
    io.vertx.core.@Nullable Context context = Vertx.currentContext();
    if (context != null) {
      TRACE.put(context, trace);
    }
  }

  private static <T> Optional<T> current(Function<io.vertx.core.Context, @Nullable T> read) {
    return Optional.ofNullable(Vertx.currentContext()).map(read);
  }
}
