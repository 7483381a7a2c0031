package dev.acsgateway.acs;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads when a repeat is welcome, in each form that Azure services use: {@code retry-after-ms} and
 * {@code x-ms-retry-after-ms} in milliseconds, {@code Retry-After} in seconds or as a date (RFC
 * 9110, section 10.2.3). What is named is kept within 100 ms and 1 h.
 */
final class RetryAfter {
  private static final HttpHeaderName MILLIS = HttpHeaderName.fromString("retry-after-ms");
  private static final HttpHeaderName MS_MILLIS = HttpHeaderName.fromString("x-ms-retry-after-ms");
  private static final Duration MIN = Duration.ofMillis(100);
  private static final Duration MAX = Duration.ofHours(1);

  private RetryAfter() {}

  /** What the answer names; empty where it names nothing that can be understood. */
  static Optional<Duration> in(HttpHeaders headers, InstantSource clock) {
    return amount(headers.getValue(MILLIS))
        .or(() -> amount(headers.getValue(MS_MILLIS)))
        .map(Duration::ofMillis)
        .or(() -> amount(headers.getValue(HttpHeaderName.RETRY_AFTER)).map(Duration::ofSeconds))
        .or(() -> date(headers.getValue(HttpHeaderName.RETRY_AFTER), clock.instant()))
        .map(RetryAfter::bounded);
  }

  private static Optional<Long> amount(@Nullable String text) {
    return text != null && text.matches("\\d{1,9}")
        ? Optional.of(Long.valueOf(text))
        : Optional.empty();
  }

  private static Optional<Duration> date(@Nullable String text, Instant now) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(now, date.toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration named) {
    if (named.compareTo(MIN) < 0) {
      return MIN;
    }
    return named.compareTo(MAX) > 0 ? MAX : named;
  }
}
