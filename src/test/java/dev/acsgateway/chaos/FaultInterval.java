package dev.acsgateway.chaos;

import java.time.Instant;

/**
 * A disturbance as it was.
 *
 * @param from before it struck
 * @param to after it was mended
 */
record FaultInterval(ChaosFault what, Instant from, Instant to) {

  boolean overlaps(Instant begin, Instant end) {
    return from.isBefore(end) && begin.isBefore(to);
  }

  @Override
  public String toString() {
    return "%s..%s %s".formatted(from.toString().substring(14), to.toString().substring(14), what);
  }
}
