package dev.acsgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acsgateway.fake.CapturedLogs;
import dev.acsgateway.fake.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The kind: a time that a node takes on trust, though others know better. */
class NodeClockTest {
  private static final Duration MINIMUM_VALIDITY = Duration.ofMinutes(15);
  private static final Duration TEN = Duration.ofMinutes(10);

  private final MovableClock own = new MovableClock();
  private final AtomicLong nanos = new AtomicLong();
  private final NodeClock clock = new NodeClock(own, nanos::get, MINIMUM_VALIDITY);

  private void redisIsAheadBy(Duration ahead) {
    clock.heardFromRedis(own.instant().plus(ahead), nanos.get());
  }

  /** The header has whole seconds. */
  private void acsIsAheadBy(Duration ahead) {
    clock.heardFromAcs(own.instant().plus(ahead));
  }

  private Duration correction() {
    return Duration.between(own.instant(), clock.instant());
  }

  private static void isAbout(Duration found, Duration expected) {
    assertThat(found.minus(expected).abs()).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void withoutAnyOtherClockItsOwnCounts() {
    clock.judge();
    assertThat(correction()).isZero();
    assertThat(clock.isRightEnough()).isTrue();
    assertThat(clock.aheadByRedis()).isEmpty();
    assertThat(clock.aheadByAcs()).isEmpty();
  }

  @Test
  void aSlowClockIsCorrectedByRedis() {
    redisIsAheadBy(TEN);
    isAbout(correction(), TEN);
    assertThat(clock.isRightEnough()).isFalse();
  }

  @Test
  void aSlowClockIsCorrectedByAcs() {
    acsIsAheadBy(TEN);
    isAbout(correction(), TEN);
    assertThat(clock.isRightEnough()).isFalse();
  }

  @Test
  void aFastClockIsDegradedAndCorrectedOnceTwoSaySo() {
    redisIsAheadBy(TEN.negated());
    assertThat(correction()).isZero();
    assertThat(clock.isRightEnough()).isFalse();

    acsIsAheadBy(TEN.negated());
    isAbout(correction(), TEN.negated());
    assertThat(clock.isRightEnough()).isFalse();
  }

  @Test
  void aRedisThatIsWrongAloneChangesNothing() {
    acsIsAheadBy(Duration.ZERO);
    for (Duration wrong : new Duration[] {TEN, TEN.negated()}) {
      redisIsAheadBy(wrong);
      isAbout(correction(), Duration.ZERO);
      assertThat(clock.isRightEnough()).isTrue();
    }
  }

  @Test
  void anAcsThatIsWrongAloneChangesNothing() {
    redisIsAheadBy(Duration.ZERO);
    for (Duration wrong : new Duration[] {TEN, TEN.negated()}) {
      acsIsAheadBy(wrong);
      isAbout(correction(), Duration.ZERO);
      assertThat(clock.isRightEnough()).isTrue();
    }
  }

  @Test
  void amongThreeThatDisagreeTheLatestCounts() {
    redisIsAheadBy(TEN);
    acsIsAheadBy(TEN.multipliedBy(2));
    isAbout(correction(), TEN.multipliedBy(2));
    acsIsAheadBy(TEN.negated());
    isAbout(correction(), TEN);
    assertThat(clock.isRightEnough()).isFalse();
  }

  @Test
  void whatTheMinimumValidityMakesUpForIsNotCorrected() {
    redisIsAheadBy(Duration.ofMinutes(4));
    assertThat(correction()).isZero();
    assertThat(clock.isRightEnough()).isTrue();
    redisIsAheadBy(Duration.ofMinutes(4).plusSeconds(1));
    isAbout(correction(), Duration.ofMinutes(4));
    assertThat(clock.isRightEnough()).isFalse();
  }

  @Test
  void whateverTheErrorATokenThatIsServedHasTenMinutesLeft() {
    for (Duration validity :
        new Duration[] {Duration.ofMinutes(11), MINIMUM_VALIDITY, Duration.ofHours(1)}) {
      for (int seconds = -7200; seconds <= 7200; seconds += 15) {
        NodeClock each = new NodeClock(own, nanos::get, validity);
        Instant truth = own.instant().plusSeconds(seconds);
        each.heardFromRedis(truth, nanos.get());
        Instant expiry = each.instant().plus(validity);
        assertThat(Duration.between(truth, expiry))
            .as("%s with a clock that is %d s slow", validity, seconds)
            .isGreaterThan(TEN);
        each.heardFromAcs(truth);
        assertThat(Duration.between(truth, each.instant().plus(validity))).isGreaterThan(TEN);
      }
    }
  }

  @Test
  void aClockThatIsSetIsNoticedWithoutAnyNewReading() {
    redisIsAheadBy(Duration.ZERO);
    acsIsAheadBy(Duration.ZERO);
    own.advance(TEN.negated());
    clock.judge();
    isAbout(correction(), TEN);

    own.advance(TEN);
    clock.judge();
    isAbout(correction(), Duration.ZERO);
    assertThat(clock.isRightEnough()).isTrue();
  }

  @Test
  void warnsBeyondThirtySecondsOnceAMinute() {
    try (CapturedLogs logs = new CapturedLogs()) {
      redisIsAheadBy(Duration.ofSeconds(29));
      assertThat(warnings(logs)).isZero();
      redisIsAheadBy(Duration.ofSeconds(31));
      redisIsAheadBy(Duration.ofSeconds(31));
      assertThat(warnings(logs)).isEqualTo(1);
      assertThat(logs.text()).contains("Redis is 31.0 s ahead");
      nanos.addAndGet(Duration.ofMinutes(1).toNanos());
      own.advance(Duration.ofMinutes(1));
      redisIsAheadBy(Duration.ofSeconds(31));
      assertThat(warnings(logs)).isEqualTo(2);
    }
  }

  private static long warnings(CapturedLogs logs) {
    return logs.text().lines().filter(line -> line.contains("Clocks differ")).count();
  }
}
