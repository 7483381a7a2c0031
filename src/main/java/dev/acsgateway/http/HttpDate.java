package dev.acsgateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The value of the header {@code Date} (RFC 9110, section 6.6.1), made a few times a second and not
 * for each answer. Of one event loop, and to be used on it only.
 */
final class HttpDate implements Supplier<CharSequence> {
  private static final long ROUND_MILLIS = 250;
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private long second = Long.MIN_VALUE;
  private CharSequence value = "";

  HttpDate(InstantSource clock) {
    this.clock = clock;
    look();
  }

  /** Begins to follow the clock. */
  void start(Vertx vertx) {
    vertx.setPeriodic(ROUND_MILLIS, due -> look());
  }

  void look() {
    long now = clock.instant().getEpochSecond();
    if (now != second) {
      second = now;
      value = HttpHeaders.createOptimized(FORMAT.format(clock.instant()));
    }
  }

  @Override
  public CharSequence get() {
    return value;
  }
}
