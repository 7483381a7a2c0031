package dev.acsgateway.canary;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Notes each event that is an error, or shows a stack trace, and that no test has declared. */
public final class ErrorLog extends AppenderBase<ILoggingEvent> {
  private static final Set<String> DECLARED = ConcurrentHashMap.newKeySet();
  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
  private static final Queue<String> UNDECLARED = new ConcurrentLinkedQueue<>();

  /** Declares what is logged until {@link Expected#close}: for tests of another engine. */
  public static Expected expect(String pattern) {
    declare(pattern);
    return new Expected(pattern);
  }

  /** An error that has to be logged until this is closed. */
  public record Expected(String pattern) implements AutoCloseable {
    @Override
    public void close() {
      Awaitility.await("an error like " + pattern).until(() -> wasLogged(pattern));
      DECLARED.remove(pattern);
      SEEN.remove(pattern);
    }
  }

  /** Declares what may be logged until {@link #forget}. */
  static void declare(String... patterns) {
    DECLARED.addAll(List.of(patterns));
  }

  /** Ends all that was declared. */
  static void forget() {
    DECLARED.clear();
    SEEN.clear();
  }

  /** Returns whether an event matches this pattern that was logged since it was declared. */
  static boolean wasLogged(String pattern) {
    return SEEN.contains(pattern);
  }

  /** Returns what was logged without being declared since the last call, in all of this JVM. */
  static List<String> takeUndeclared() {
    List<String> taken = new ArrayList<>();
    for (String each = UNDECLARED.poll(); each != null; each = UNDECLARED.poll()) {
      taken.add(each);
    }
    return taken;
  }

  static boolean isError(ILoggingEvent event) {
    boolean warns = event.getLevel().isGreaterOrEqual(Level.WARN);
    return (event.getLevel().isGreaterOrEqual(Level.ERROR)
            || (warns && event.getThrowableProxy() != null))
        && !isOfAClosedVertx(event);
  }

  /** A blocking task that ends after the test has closed its Vert.x finds no event loop to tell. */
  private static boolean isOfAClosedVertx(ILoggingEvent event) {
    IThrowableProxy cause = event.getThrowableProxy();
    return cause != null
        && cause.getClassName().equals(RejectedExecutionException.class.getName())
        && "event executor terminated".equals(cause.getMessage());
  }

  /** Returns whether a test has declared this event; notes that it was seen. */
  static boolean isDeclared(ILoggingEvent event) {
    String text = textOf(event);
    List<String> matching =
        DECLARED.stream().filter(each -> Pattern.compile(each).matcher(text).find()).toList();
    SEEN.addAll(matching);
    return !matching.isEmpty();
  }

  private static String textOf(ILoggingEvent event) {
    String logger = event.getLoggerName();
    StringBuilder text =
        new StringBuilder(logger.substring(logger.lastIndexOf('.') + 1))
            .append(": ")
            .append(event.getFormattedMessage());
    for (IThrowableProxy each = event.getThrowableProxy(); each != null; each = each.getCause()) {
      text.append('\n').append(each.getClassName()).append(": ").append(each.getMessage());
    }
    return text.toString();
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (isError(event) && !isDeclared(event)) {
      UNDECLARED.add(textOf(event));
    }
  }
}
