package dev.acsgateway.telemetry;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * Writes the id of the request that a log line belongs to, or nothing: {@code %requestId} in a
 * pattern. To be used by appenders that write on the thread that logs.
 */
public final class RequestIdConverter extends ClassicConverter {

  @Override
  public String convert(ILoggingEvent event) {
    return RequestLocals.requestId().orElse("");
  }
}
