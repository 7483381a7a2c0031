package dev.acsgateway.acs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.failure.AcsDenied;
import dev.acsgateway.failure.AcsThrottled;
import dev.acsgateway.failure.AcsTimeout;
import dev.acsgateway.failure.AcsUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** When an outage is repeated, after which pause, and when no more. */
class RetryPolicyTest {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private final AcsTimeout outage = new AcsTimeout();

  private static RetryPolicy repeats(RandomGenerator jitter) {
    return new RetryPolicy(new RetryConfig(3, PAUSE, PATIENCE), jitter);
  }

  private final RetryPolicy repeats = repeats(new Random(1));

  /** Of everything that may be drawn, always the end that is asked for. */
  private static RetryPolicy drawing(boolean most) {
    return repeats(
        new RandomGenerator() {
          @Override
          public long nextLong() {
            throw new AssertionError("a pause is drawn within bounds");
          }

          @Override
          public long nextLong(long origin, long bound) {
            return most ? bound - 1 : origin;
          }
        });
  }

  @Test
  void repeatsHaveAPauseBetweenHalfAndAllOfOneThatDoubles() {
    for (int repeat = 0; repeat < 3; repeat++) {
      Duration longest = PAUSE.multipliedBy(1L << repeat);
      assertThat(drawing(true).pause(repeat, outage, Duration.ZERO)).contains(longest);
      assertThat(drawing(false).pause(repeat, outage, Duration.ZERO))
          .contains(longest.dividedBy(2));
    }
  }

  @Test
  void pausesDiffer() {
    long different =
        new Random(7)
            .longs(20)
            .mapToObj(seed -> repeats(new Random(seed)).pause(0, outage, Duration.ZERO))
            .distinct()
            .count();
    assertThat(different).isGreaterThan(5);
  }

  @Test
  void thereAreAsManyRepeatsAsAreConfigured() {
    assertThat(repeats.pause(2, outage, Duration.ZERO)).isPresent();
    assertThat(repeats.pause(3, outage, Duration.ZERO)).isEmpty();
  }

  @Test
  void noneBeginsPastThePatience() {
    assertThat(drawing(true).pause(0, outage, PATIENCE.minus(PAUSE))).contains(PAUSE);
    assertThat(drawing(true).pause(0, outage, PATIENCE.minus(PAUSE).plusMillis(1))).isEmpty();
    assertThat(repeats.pause(0, outage, PATIENCE)).isEmpty();
  }

  @Test
  void aLongerPauseThatAcsAsksForIsTaken() {
    AcsUnavailable outage = new AcsUnavailable("down", Duration.ofSeconds(2));
    assertThat(repeats.pause(0, outage, Duration.ZERO)).contains(Duration.ofSeconds(2));
    assertThat(
            drawing(true).pause(0, new AcsUnavailable("down", Duration.ofMillis(1)), Duration.ZERO))
        .contains(PAUSE);
    assertThat(
            drawing(true)
                .pause(
                    0, new AcsUnavailable("down", ErrorAnswer.UNAVAILABLE_DEFAULT), Duration.ZERO))
        .as("a default is not what ACS asked for")
        .contains(PAUSE);
  }

  @Test
  void whatARepeatCannotHelpIsNotRepeated() {
    assertThat(repeats.pause(0, new AcsDenied("no"), Duration.ZERO)).isEqualTo(Optional.empty());
    assertThat(repeats.pause(0, new AcsThrottled(Duration.ZERO), Duration.ZERO)).isEmpty();
    assertThat(repeats.pause(0, new IllegalStateException(), Duration.ZERO)).isEmpty();
  }
}
