package dev.acsgateway.emulator.control;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One way to spoil a call. */
public sealed interface Fault {

  /**
   * Answers with a status and does nothing else.
   *
   * @param code the HTTP status, 400 to 599
   * @param retryAfter the {@code Retry-After} to send in whole seconds, {@code null} for none
   * @param body the body to send as {@code text/html}, as proxies do; {@code null} for ACS's JSON
   */
  record Status(int code, @Nullable Duration retryAfter, @Nullable String body) implements Fault {
    public Status {
      if (code < 400 || code > 599) {
        throw new IllegalArgumentException("a fault's status is 400 to 599: " + code);
      }
      if (retryAfter != null && retryAfter.isNegative()) {
        throw new IllegalArgumentException("Retry-After is not negative");
      }
    }
  }

  /** Closes the connection instead of doing or answering anything. */
  record Reset() implements Fault {}

  /** Does nothing and never answers; the client has to give up. */
  record Hang() implements Fault {}

  /** Does what was asked, then closes the connection instead of answering. */
  record LostAnswer() implements Fault {}

  /** Does what was asked, then closes the connection in the middle of the answer's body. */
  record TruncatedBody() implements Fault {}

  /** {@link Status} with ACS's JSON and no {@code Retry-After}. */
  static Fault status(int code) {
    return new Status(code, null, null);
  }

  /** {@link Status} with a {@code Retry-After}. */
  static Fault status(int code, Duration retryAfter) {
    return new Status(code, Objects.requireNonNull(retryAfter), null);
  }

  /** See {@link Reset}. */
  static Fault reset() {
    return new Reset();
  }

  /** See {@link Hang}. */
  static Fault hang() {
    return new Hang();
  }

  /** See {@link LostAnswer}. */
  static Fault lostAnswer() {
    return new LostAnswer();
  }

  /** See {@link TruncatedBody}. */
  static Fault truncatedBody() {
    return new TruncatedBody();
  }
}
