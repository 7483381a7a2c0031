package dev.acsgateway.fake;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** Everything that is logged while this is open, at every level and with stack traces. */
public final class CapturedLogs implements AutoCloseable {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger ours = (Logger) LoggerFactory.getLogger("dev.acsgateway");
  private final Level level = root.getLevel();
  private final Level oursLevel = ours.getLevel();
  private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

  public CapturedLogs() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(root.getLoggerContext());
    encoder.setPattern("%level %logger %msg%n%xEx");
    encoder.start();
    appender.setContext(root.getLoggerContext());
    appender.setEncoder(encoder);
    appender.setOutputStream(written);
    appender.start();
    root.addAppender(appender);
    ours.setLevel(Level.TRACE);
    root.setLevel(Level.TRACE);
  }

  /** What has been logged so far. */
  public String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    ours.setLevel(oursLevel);
    root.setLevel(level);
    root.detachAppender(appender);
    appender.stop();
  }
}
