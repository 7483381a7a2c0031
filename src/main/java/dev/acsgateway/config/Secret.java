package dev.acsgateway.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A value that must not be seen: redacted in {@link #toString()}, compared in constant time. From
 * its construction on, {@link Redactor} takes it out of what is logged.
 */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
    Redactor.learn(value);
  }

  /** The value itself; for the one place that sends or checks it. */
  public String value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  private byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
