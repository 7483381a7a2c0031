package dev.acsgateway.authentication;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How many requests are let through in a time.
 *
 * @param requests at least one
 * @param per longer than nothing
 */
public record RateLimit(int requests, Duration per) {
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1));

  /**
   * @throws IllegalArgumentException when it would let nothing through
   */
  public RateLimit {
    if (requests < 1 || !per.isPositive()) {
      throw new IllegalArgumentException("A rate limit lets at least one request through");
    }
  }

  /**
   * Whether the other one never lets more through than this: neither at once nor in the long run.
   */
  boolean covers(RateLimit other) {
    return other.requests <= requests
        && other.requests * per.toMillis() <= requests * other.per.toMillis();
  }

  /** The limit as {@link #parse} reads it; a time that is no unit is written in seconds. */
  public String text() {
    return requests
        + "/"
        + UNITS.entrySet().stream()
            .filter(unit -> unit.getValue().equals(per))
            .map(Map.Entry::getKey)
            .findAny()
            .orElseGet(() -> per.toSeconds() + "s");
  }

  /**
   * The limit written so.
   *
   * @param text for example {@code 100/s}, {@code 600/m} or {@code 5000/h}
   * @throws IllegalArgumentException when it is not of this form
   */
  public static RateLimit parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException("not a rate");
    }
    Duration per =
        Optional.ofNullable(UNITS.get(text.substring(slash + 1)))
            .orElseThrow(() -> new IllegalArgumentException("not a unit"));
    return new RateLimit(Integer.parseInt(text.substring(0, slash)), per);
  }
}
