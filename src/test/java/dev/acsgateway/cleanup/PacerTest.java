package dev.acsgateway.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.fake.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PacerTest {
  private final MovableClock clock = new MovableClock();

  private static Duration gap(double perSecond) {
    return Duration.ofNanos((long) (1e9 / perSecond));
  }

  @Property(tries = 500)
  void neighboursAreNeverCloserThanTheRateSays(
      @ForAll @DoubleRange(min = 0.01, max = 10_000) double perSecond,
      @ForAll @Size(max = 100) List<@IntRange(max = 2_000) Integer> millisBetween) {
    Pacer pace = new Pacer(Optional.of(perSecond), clock);
    Instant before = Instant.MIN;
    int waiting = 0;
    for (int millis : millisBetween) {
      clock.advance(Duration.ofMillis(millis));
      Instant turn = clock.instant().plus(pace.pause());
      assertThat(turn).isAfterOrEqualTo(clock.instant());
      if (waiting > 0) {
        assertThat(Duration.between(before, turn)).isGreaterThanOrEqualTo(gap(perSecond));
      }
      // A job asks for no more turns ahead than a batch has.
      Duration ahead = Duration.between(clock.instant(), turn);
      if (ahead.compareTo(gap(perSecond).multipliedBy(JobRun.BATCH - 1L)) >= 0) {
        clock.advance(ahead);
      }
      before = turn;
      waiting++;
    }
  }

  @Test
  void whoComesLateDoesNotWaitAndSavesNothingUp() {
    Pacer pace = new Pacer(Optional.of(2.0), clock);
    assertThat(pace.pause()).isZero();
    clock.advance(Duration.ofMinutes(1));
    assertThat(pace.pause()).isZero();
    assertThat(pace.pause()).isEqualTo(Duration.ofMillis(500));
    assertThat(pace.pause()).isEqualTo(Duration.ofSeconds(1));
  }

  @Property(tries = 200)
  void withoutARateNobodyWaits(@ForAll @IntRange(min = 1, max = 200) int turns) {
    Pacer pace = new Pacer(Optional.empty(), clock);
    for (int i = 0; i < turns; i++) {
      assertThat(pace.pause()).isZero();
    }
  }

  @Property(tries = 200)
  void aClockThatIsSetBackHoldsNobodyUpForAsLong(
      @ForAll @DoubleRange(min = 0.01, max = 10_000) double perSecond,
      @ForAll @IntRange(max = 1_000_000) int secondsBack) {
    Pacer pace = new Pacer(Optional.of(perSecond), clock);
    pace.pause();
    clock.advance(Duration.ofSeconds(-secondsBack));
    assertThat(pace.pause()).isLessThanOrEqualTo(gap(perSecond).multipliedBy(JobRun.BATCH));
  }
}
