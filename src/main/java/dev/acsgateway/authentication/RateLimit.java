package dev.acsgateway.authentication;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests are let through in a time.
 *
 * @param requests at least one
 * @param per longer than nothing
 */
public record RateLimit(int requests, Duration per) {
  private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,8})/([smh])");
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
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw new IllegalArgumentException("not a rate");
    }
    return new RateLimit(
        Integer.parseInt(written.group(1)), Objects.requireNonNull(UNITS.get(written.group(2))));
  }
}
