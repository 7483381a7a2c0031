package dev.acsgateway.canary;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Lets through what a developer wants to read, though every level is on for the canary; not the
 * errors that a test declares.
 */
public final class QuietConsole extends Filter<ILoggingEvent> {

  @Override
  public FilterReply decide(ILoggingEvent event) {
    Level least = event.getLoggerName().startsWith("dev.acsgateway") ? Level.INFO : Level.WARN;
    boolean shown =
        event.getLevel().isGreaterOrEqual(least)
            && !(ErrorLog.isError(event) && ErrorLog.isDeclared(event));
    return shown ? FilterReply.NEUTRAL : FilterReply.DENY;
  }
}
