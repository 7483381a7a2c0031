package dev.acsgateway.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.util.Optional;
import net.logstash.logback.composite.AbstractJsonProvider;
import org.jspecify.annotations.Nullable;

/**
 * Puts the ids of the request and of the trace that a log line belongs to into it, as JSON. To be
 * used by appenders that write on the thread that logs.
 */
final class RequestFields extends AbstractJsonProvider<ILoggingEvent> {

  @Override
  public void writeTo(JsonGenerator json, ILoggingEvent event) throws IOException {
    Optional<String> request = RequestLocals.requestId();
    if (request.isPresent()) {
      json.writeStringField("requestId", request.get());
      @Nullable Context trace = RequestLocals.trace();
      SpanContext span =
          trace == null ? SpanContext.getInvalid() : Span.fromContext(trace).getSpanContext();
      if (span.isValid()) {
        json.writeStringField("traceId", span.getTraceId());
      }
    }
  }
}
