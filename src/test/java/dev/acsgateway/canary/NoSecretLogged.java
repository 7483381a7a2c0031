package dev.acsgateway.canary;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails whatever test a secret was logged during. It is registered for all tests of the suite, by
 * {@code META-INF/services}; what a test of another engine leaks, is found after the next one.
 */
public final class NoSecretLogged implements AfterEachCallback, AfterAllCallback {

  @Override
  public void afterEach(ExtensionContext context) {
    check();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    check();
  }

  static void check() {
    List<String> leaks = LogCanary.takeLeaks();
    if (!leaks.isEmpty()) {
      // The message may hold the secret itself if it was not written with a placeholder.
      throw new AssertionError("Secrets in the log:\n" + String.join("\n", leaks));
    }
  }
}
