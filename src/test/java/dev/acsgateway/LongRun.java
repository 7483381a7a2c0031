package dev.acsgateway;

/**
 * Decides how long tests run that repeat something or let a fault last: as long as the mechanism
 * under test needs in every build, longer with {@code -Dtest.long=true}, which {@code -Pnightly}
 * sets.
 */
final class LongRun {
  private static final boolean LONG = Boolean.getBoolean("test.long");

  private LongRun() {}

  /** Returns what applies to this run. */
  static <T> T choose(T usual, T nightly) {
    return LONG ? nightly : usual;
  }
}
