package dev.acsgateway.canary;

import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test during which an error was logged, or a stack trace, that it does not declare with
 * {@link LogsErrors}, and one that declares what is not logged. It is registered for all tests;
 * {@code -Dtest.log.strict=true} makes undeclared ones fail, else they only appear on the console.
 */
public final class NoUndeclaredError
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private static final boolean STRICT = Boolean.getBoolean("test.log.strict");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public void beforeAll(ExtensionContext context) {
    ErrorLog.declare(patterns(context.getTestClass()));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    ErrorLog.declare(patterns(context.getTestMethod()));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    String[] promised = patterns(context.getTestMethod());
    if (context.getExecutionException().isEmpty()) {
      Stream.of(promised).forEach(NoUndeclaredError::awaitLogged);
    }
    check(STRICT, ErrorLog.takeUndeclared());
    ErrorLog.forget();
    ErrorLog.declare(patterns(context.getTestClass()));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    check(STRICT, ErrorLog.takeUndeclared());
    ErrorLog.forget();
  }

  private static void awaitLogged(String pattern) {
    Awaitility.await("an error like " + pattern)
        .atMost(PATIENCE)
        .until(() -> ErrorLog.wasLogged(pattern));
  }

  private static String[] patterns(Optional<? extends AnnotatedElement> element) {
    return element
        .map(it -> it.getAnnotation(LogsErrors.class))
        .map(LogsErrors::value)
        .orElse(new String[0]);
  }

  static void check(boolean strict, List<String> undeclared) {
    if (strict && !undeclared.isEmpty()) {
      throw new AssertionError(
          "Logged as errors, and not declared with @LogsErrors:\n" + String.join("\n", undeclared));
    }
  }
}
