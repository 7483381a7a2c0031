package dev.acsgateway.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An error log that misses an error would let every build print it. */
class ErrorLogTest {
  private static final Logger LOGGER =
      ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("dev.acsgateway.SomeClass");

  /** Appends an event past the console, which would print it. */
  private static void append(Level level, String message, @Nullable Throwable thrown) {
    ErrorLog log = new ErrorLog();
    log.setContext(LOGGER.getLoggerContext());
    log.start();
    log.doAppend(new LoggingEvent("", LOGGER, level, message, thrown, null));
  }

  @Test
  @LogsErrors("SomeClass: known")
  void notesAnErrorThatTheTestDoesNotDeclare() {
    LOGGER.error("known, and that is fine");
    assertThat(ErrorLog.takeUndeclared()).isEmpty();

    append(Level.ERROR, "unknown", null);
    assertThat(ErrorLog.takeUndeclared()).containsExactly("SomeClass: unknown");
  }

  @Test
  @LogsErrors("(?s)SomeClass: It failed.*RuntimeException: inner")
  void looksForADeclarationInTheCausesOfAnEvent() {
    LOGGER.warn("It failed", new IllegalStateException("outer", new RuntimeException("inner")));

    assertThat(ErrorLog.takeUndeclared()).isEmpty();
  }

  @Test
  void notesAWarningOnlyWithAStackTrace() {
    append(Level.WARN, "Only a warning", null);
    assertThat(ErrorLog.takeUndeclared()).isEmpty();

    append(Level.WARN, "It failed", new IllegalStateException("outer"));
    assertThat(ErrorLog.takeUndeclared()).hasSize(1);
  }

  @Test
  void whatOneTestDeclaresIsNotDeclaredForAnother() {
    append(Level.ERROR, "known", null);

    assertThat(ErrorLog.takeUndeclared()).containsExactly("SomeClass: known");
  }

  @Test
  void failsTheTestInAStrictRun() {
    NoUndeclaredError.check(true, List.of());
    NoUndeclaredError.check(false, List.of("SomeClass: known"));
    assertThatThrownBy(() -> NoUndeclaredError.check(true, List.of("SomeClass: known")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("SomeClass: known");
  }
}
