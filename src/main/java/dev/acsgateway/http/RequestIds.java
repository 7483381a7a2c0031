package dev.acsgateway.http;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes request ids: a random part that tells nodes and restarts apart, and a running number. Safe
 * for use from any thread.
 */
public final class RequestIds implements Supplier<String> {
  private static final int MAX_LENGTH = 64;

  /** The largest whose digits the library finds without a division. */
  private static final int RADIX = 32;

  private final String prefix;
  private final AtomicLong next = new AtomicLong();

  public RequestIds(RandomGenerator random) {
    this.prefix = Long.toUnsignedString(random.nextLong(), RADIX) + "-";
  }

  @Override
  public String get() {
    return prefix + Long.toUnsignedString(next.getAndIncrement(), RADIX);
  }

  /**
   * Whether a client's own request id may be taken over: 1 to 64 letters, digits, dots, underscores
   * and hyphens, so that it is harmless in headers and logs.
   */
  public static boolean isSane(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_LENGTH
        && id.chars().allMatch(RequestIds::isHarmless);
  }

  private static boolean isHarmless(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }
}
