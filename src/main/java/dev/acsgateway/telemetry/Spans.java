package dev.acsgateway.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Begins and ends spans; the parent of each is what {@link RequestLocals} says. */
final class Spans {
  private static final int SERVER_ERROR = 500;

  private final W3CTraceContextPropagator propagator = W3CTraceContextPropagator.getInstance();
  private final Tracer tracer;

  Spans(Tracer tracer) {
    this.tracer = tracer;
  }

  /** A span for a request that has arrived; the returned consumer ends it with its status. */
  IntConsumer server(String method, String route, MultiMap headers) {
    Context caller = propagator.extract(Context.root(), headers, RequestHeaders.GETTER);
    Span span =
        tracer
            .spanBuilder(method + " " + route)
            .setParent(caller)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", method)
            .setAttribute("http.route", route)
            .startSpan();
    RequestLocals.trace(caller.with(span));
    return status -> {
      if (status != 0) {
        span.setAttribute("http.response.status_code", status);
      }
      if (status == 0 || status >= SERVER_ERROR) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    };
  }

  /** A span for what is asked of another system; none where no request asks for it. */
  <T> Future<T> client(String system, String operation, Supplier<Future<T>> call) {
    @Nullable Context parent = RequestLocals.trace();
    if (parent == null) {
      return call.get();
    }
    Span span =
        tracer
            .spanBuilder(system + " " + operation)
            .setParent(parent)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("peer.service", system)
            .setAttribute("operation", operation)
            .startSpan();
    RequestLocals.trace(parent.with(span));
    try {
      return call.get().onComplete(result -> end(span, result.cause()));
    } catch (RuntimeException e) {
      end(span, e);
      throw e;
    } finally {
      RequestLocals.trace(parent);
    }
  }

  /** Of what went wrong, the kind alone: words may quote what was sent. */
  private static void end(Span span, @Nullable Throwable failure) {
    if (failure != null) {
      span.setStatus(StatusCode.ERROR)
          .setAttribute("error.type", failure.getClass().getSimpleName());
    }
    span.end();
  }

  /** The current span as W3C headers; none where there is no trace. */
  Map<String, String> headers() {
    @Nullable Context trace = RequestLocals.trace();
    if (trace == null) {
      return Map.of();
    }
    Map<String, String> headers = new HashMap<>();
    propagator.inject(trace, headers, (all, name, value) -> put(all, name, value));
    return headers;
  }

  private static void put(@Nullable Map<String, String> headers, String name, String value) {
    if (headers != null) {
      headers.put(name, value);
    }
  }
}
