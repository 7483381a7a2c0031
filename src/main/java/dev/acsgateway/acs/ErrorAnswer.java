package dev.acsgateway.acs;

import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.AcsFailure;
import dev.acsgateway.failure.AcsRejected;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsUnavailable;
import dev.acsgateway.failure.IdentityNotOwned;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer of ACS other than success. The one place where such answers become failures.
 *
 * @param status the HTTP status
 * @param error what the body says; {@link ErrorBody#NONE} for HTML or nothing
 * @param onIdentity whether the request named one identity
 * @param retryAfter when ACS wants to be asked again, where it says so
 */
record ErrorAnswer(int status, ErrorBody error, boolean onIdentity, Optional<Duration> retryAfter) {
  /**
   * For a 429 that names no time. ACS counts in windows of 30 s and says that immediate retries
   * count too (its service limits page), so a third of a window is the least that is worth it.
   */
  static final Duration THROTTLED_DEFAULT = Duration.ofSeconds(10);

  /** For a 5xx, a 408 or a broken connection that names no time: most such troubles are short. */
  static final Duration UNAVAILABLE_DEFAULT = Duration.ofSeconds(5);

  /**
   * The failure that this answer means. Bodies for 403, 404, 409 and 429 are documented nowhere:
   * there the status alone decides. A 401 for a Teams user's token speaks of that token, not of the
   * gateway's own credentials.
   */
  AcsFailure toFailure() {
    return switch (status) {
      case 400 -> rejected();
      case 401 ->
          switch (error.code()) {
            case "IdentityNotOwned" -> new IdentityNotOwned();
            case "InvalidAccessToken" -> new AcsRejected("token", error.message());
            default -> new AcsDenied(reason());
          };
      case 403 -> new AcsDenied(reason());
      case 404 -> onIdentity ? new IdentityNotOwned() : rejected();
      case 408 -> unavailable();
      case 429 -> new AcsThrottled(retryAfter.orElse(THROTTLED_DEFAULT));
      default -> status >= 400 && status < 500 ? rejected() : unavailable();
    };
  }

  private AcsRejected rejected() {
    String message = error.message().isEmpty() ? "HTTP status " + status : error.message();
    return new AcsRejected(error.target(), message);
  }

  private AcsUnavailable unavailable() {
    return new AcsUnavailable(reason(), retryAfter.orElse(UNAVAILABLE_DEFAULT));
  }

  private String reason() {
    return ("HTTP status " + status + " " + error.code() + " " + error.message()).strip();
  }
}
