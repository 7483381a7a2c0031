package dev.acsgateway.capacity;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/**
 * When tokens are wanted.
 *
 * @param users who ask for some in a day
 * @param requestsPerUser how often each does on average; a client keeps its token while it lives
 * @param newShare the share of users who come for the first time
 * @param swing how far the busiest moment lies above the mean and the calmest below it, 0 to 1
 */
record Demand(int users, double requestsPerUser, double newShare, double swing) {
  private static final Duration DAY = Duration.ofDays(1);

  /** What follows from the number of users, for an application that is used by day. */
  static Demand of(int users) {
    return new Demand(users, 6, 0.02, 0.85);
  }

  /** How many times the mean there is at this time of day; most at noon. */
  double shape(Instant time) {
    double day = (double) time.atZone(ZoneOffset.UTC).toLocalTime().toNanoOfDay() / DAY.toNanos();
    return 1 - swing * Math.cos(2 * Math.PI * day);
  }

  /** How long until the next request, whoever makes it. */
  Duration pause(Instant time, SplittableRandom random) {
    double perNano = users * requestsPerUser * shape(time) / DAY.toNanos();
    return Duration.ofNanos((long) (-Math.log(1 - random.nextDouble()) / perNano));
  }

  /** An instant in the day before, as likely as somebody asked then. */
  Instant theDayBefore(Instant time, SplittableRandom random) {
    Instant at = time.minusNanos(random.nextLong(DAY.toNanos()));
    return random.nextDouble() * (1 + swing) < shape(at) ? at : theDayBefore(time, random);
  }

  /** Whether a request comes from somebody new. */
  boolean isOfSomebodyNew(SplittableRandom random) {
    return random.nextDouble() < newShare / requestsPerUser;
  }
}
