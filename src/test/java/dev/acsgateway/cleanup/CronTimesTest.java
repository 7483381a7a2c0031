package dev.acsgateway.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTimesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final long YEAR_2020 = 1_577_836_800;
  private static final long YEAR_2040 = 2_208_988_800L;

  @Property(tries = 300)
  void theLatestIsTheFirstMatchOnTheWayBack(
      @ForAll @LongRange(min = YEAR_2020, max = YEAR_2040) long second,
      @ForAll @IntRange(max = 59) int minute,
      @ForAll @IntRange(max = 23) int hour,
      @ForAll @IntRange(min = -12, max = 14) int offset) {
    ZoneId zone = ZoneOffset.ofHours(offset);
    Instant now = Instant.ofEpochSecond(second, 123);
    CronTimes daily = new CronTimes(minute + " " + hour + " * * *", zone);

    ZonedDateTime back = now.atZone(zone).truncatedTo(ChronoUnit.MINUTES);
    while (back.getMinute() != minute || back.getHour() != hour) {
      back = back.minusMinutes(1);
    }
    assertThat(daily.latest(now)).contains(back.toInstant());
  }

  @Property(tries = 300)
  void timeNeverRunsBackward(
      @ForAll @LongRange(min = YEAR_2020, max = YEAR_2040) long second,
      @ForAll @IntRange(max = 100_000) int later) {
    CronTimes times = new CronTimes("*/7 1-5 * * 1,3", BERLIN);
    Instant now = Instant.ofEpochSecond(second);
    Instant then = now.plusSeconds(later);

    Instant latest = times.latest(now).orElseThrow();
    assertThat(latest).isBeforeOrEqualTo(now);
    assertThat(times.latest(then).orElseThrow()).isBetween(latest, then);
    assertThat(times.latest(latest)).as("which is one of them itself").contains(latest);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T12:00:00Z, 2026-03-28T01:30:00Z, skipped by the clocks",
    "2026-03-30T12:00:00Z, 2026-03-30T00:30:00Z, summer",
    "2026-10-25T00:30:00Z, 2026-10-25T00:30:00Z, the first half past two",
    "2026-10-25T01:29:59Z, 2026-10-25T00:30:00Z, just before the second",
    "2026-10-25T01:30:00Z, 2026-10-25T01:30:00Z, the second half past two",
    "2026-10-26T12:00:00Z, 2026-10-26T01:30:00Z, winter"
  })
  void followsTheClocksOfItsZone(Instant now, Instant latest, String when) {
    assertThat(new CronTimes("30 2 * * *", BERLIN).latest(now)).as(when).contains(latest);
  }

  @Test
  void thereMayBeNone() {
    CronTimes never = new CronTimes("0 0 31 2 *", ZoneOffset.UTC);
    assertThat(never.latest(Instant.EPOCH.plus(Duration.ofDays(20_000)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "61 * * * *", "* * * *", "* * * * * *", "@daily"})
  void whatIsNoUnixExpressionIsRefused(String expression) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CronTimes(expression, ZoneOffset.UTC));
  }

  @Test
  void twoOfTheSameAreEqual() {
    CronTimes nightly = new CronTimes("0 3 * * *", BERLIN);
    assertThat(nightly)
        .isEqualTo(new CronTimes("0 3 * * *", BERLIN))
        .hasSameHashCodeAs(new CronTimes("0 3 * * *", BERLIN))
        .isNotEqualTo(new CronTimes("0 4 * * *", BERLIN))
        .isNotEqualTo(new CronTimes("0 3 * * *", ZoneOffset.UTC))
        .hasToString("0 3 * * * Europe/Berlin");
  }
}
