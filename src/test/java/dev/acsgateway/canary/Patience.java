package dev.acsgateway.canary;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets every {@code await()} without a time of its own wait for a minute, since the machine may be
 * busy. A wait ends with its event, so a test that passes takes no longer.
 */
public final class Patience implements BeforeAllCallback {
  private static final Duration DEFAULT = Duration.ofMinutes(1);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(DEFAULT);
  }
}
