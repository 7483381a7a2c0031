package dev.acsgateway;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a node makes of the clocks of Redis and ACS, each given by how far it is ahead of the node's
 * own.
 *
 * <p>Of three clocks, the two that agree are right. Where that cannot be told, the latest counts: a
 * token that is taken for older than it is costs a call, one that is taken for younger ends before
 * its user expects it.
 *
 * @param error how far this node's clock is off: what is to be added to it
 * @param correction what is to be added to it to judge how long a token lives
 */
record ClockVerdict(Duration error, Duration correction) {
  private static final Duration AGREEMENT = Duration.ofMinutes(1);

  static final ClockVerdict UNKNOWN = new ClockVerdict(Duration.ZERO, Duration.ZERO);

  /**
   * Judges.
   *
   * @param redis how far Redis is ahead, where that is known
   * @param acs how far ACS is ahead, where that is known
   */
  static ClockVerdict of(Optional<Duration> redis, Optional<Duration> acs) {
    List<Duration> clocks =
        Stream.concat(Stream.of(Duration.ZERO), Stream.of(redis, acs).flatMap(Optional::stream))
            .sorted()
            .toList();
    if (clocks.size() == 3 && twoAgree(clocks)) {
      Duration middle = clocks.get(1);
      return new ClockVerdict(middle, middle);
    }
    Duration latest = clocks.getLast();
    Duration earliest = clocks.getFirst();
    return new ClockVerdict(latest.compareTo(earliest.negated()) >= 0 ? latest : earliest, latest);
  }

  private static boolean twoAgree(List<Duration> sorted) {
    return sorted.get(1).minus(sorted.get(0)).compareTo(AGREEMENT) <= 0
        || sorted.get(2).minus(sorted.get(1)).compareTo(AGREEMENT) <= 0;
  }
}
