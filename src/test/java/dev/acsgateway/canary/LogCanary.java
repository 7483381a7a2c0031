package dev.acsgateway.canary;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Reads every log event, and notes where one carries a secret; never the secret itself. */
public final class LogCanary extends AppenderBase<ILoggingEvent> {
  private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

  /** Reads a line that another process logged. */
  public static void read(String process, String line) {
    SecretKind.in(line).ifPresent(kind -> LEAKS.add(kind + " logged by " + process));
  }

  /** What was noted since the last call, in all of this JVM. */
  static List<String> takeLeaks() {
    List<String> taken = new ArrayList<>();
    for (String leak = LEAKS.poll(); leak != null; leak = LEAKS.poll()) {
      taken.add(leak);
    }
    return taken;
  }

  @Override
  protected void append(ILoggingEvent event) {
    look(event, event.getFormattedMessage());
    event.getMDCPropertyMap().values().forEach(value -> look(event, value));
    look(event, event.getThrowableProxy());
  }

  private static void look(ILoggingEvent event, @Nullable IThrowableProxy thrown) {
    for (IThrowableProxy each = thrown; each != null; each = each.getCause()) {
      look(event, each.getMessage());
    }
  }

  private static void look(ILoggingEvent event, @Nullable String text) {
    if (text == null) {
      return;
    }
    SecretKind.in(text)
        .ifPresent(
            kind ->
                LEAKS.add(
                    "%s logged by %s at %s in: %s"
                        .formatted(
                            kind, event.getLoggerName(), event.getLevel(), event.getMessage())));
  }
}
