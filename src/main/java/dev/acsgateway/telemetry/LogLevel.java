package dev.acsgateway.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The level of the gateway's own log lines; that of libraries is logback's affair. */
public final class LogLevel {
  private final Logger ours = (Logger) LoggerFactory.getLogger("dev.acsgateway");
  private final @Nullable Level atStart = ours.getLevel();

  /** Puts a level in effect at once; without one, what the process was started with. */
  public void use(LogConfig config) {
    ours.setLevel(config.level().map(level -> Level.toLevel(level.name())).orElse(atStart));
  }
}
