package dev.acsgateway.telemetry;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Writes the id of the trace that a log line belongs to, or nothing: {@code %traceId} in a pattern.
 * To be used by appenders that write on the thread that logs.
 */
public final class TraceIdConverter extends ClassicConverter {

  @Override
  public String convert(ILoggingEvent event) {
    @Nullable Context trace = RequestLocals.trace();
    if (trace == null || RequestLocals.requestId().isEmpty()) {
      return "";
    }
    SpanContext span = Span.fromContext(trace).getSpanContext();
    return span.isValid() ? span.getTraceId() : "";
  }
}
