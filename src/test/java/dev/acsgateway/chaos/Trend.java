package dev.acsgateway.chaos;

import java.util.List;

/**
 * How a figure developed over a time in which it should stay the same. Its first fifth is left out:
 * caches and pools fill. Of the rest the second half is held against the first.
 *
 * @param firstMedian of the first half
 * @param firstMost of the first half
 * @param secondMedian of the second half
 * @param secondMost of the second half
 * @param room by how much the second half may lie above the first
 */
record Trend(
    String name,
    double firstMedian,
    double firstMost,
    double secondMedian,
    double secondMost,
    double room) {
  private static final int LEAST = 10;
  private static final int WARM_UP = 5;

  /**
   * Judges a row of samples.
   *
   * @param values in their order
   * @param share of the first half's median that counts as the same
   * @param allowance what counts as the same whatever the median
   * @throws IllegalArgumentException when there are too few to tell
   */
  static Trend of(String name, List<Double> values, double share, double allowance) {
    if (values.size() < LEAST) {
      throw new IllegalArgumentException(values.size() + " samples are too few: " + LEAST);
    }
    List<Double> warm = values.subList(values.size() / WARM_UP, values.size());
    List<Double> first = warm.subList(0, warm.size() / 2).stream().sorted().toList();
    List<Double> second = warm.subList(warm.size() / 2, warm.size()).stream().sorted().toList();
    double median = median(first);
    return new Trend(
        name,
        median,
        first.getLast(),
        median(second),
        second.getLast(),
        median * share + allowance);
  }

  private static double median(List<Double> sorted) {
    return sorted.get(sorted.size() / 2);
  }

  /** Whether neither what is usual nor what is most has grown. */
  boolean isFlat() {
    return secondMedian <= firstMedian + room && secondMost <= firstMost + room;
  }

  @Override
  public String toString() {
    return "%-32s median %10.1f -> %10.1f, most %10.1f -> %10.1f, room %8.1f: %s"
        .formatted(
            name,
            firstMedian,
            secondMedian,
            firstMost,
            secondMost,
            room,
            isFlat() ? "flat" : "GROWS");
  }
}
