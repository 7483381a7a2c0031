package dev.acsgateway.emulator.authentication;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;

/** Judges the date that a request was signed with: RFC 1123, GMT. */
final class SignedDate {
  /** [?] No source tells ACS's tolerance; five minutes is what Azure services commonly allow. */
  static final Duration SKEW = Duration.ofMinutes(5);

  private static final DateTimeFormatter WITHOUT_WEEKDAY =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);
  private static final MonthDay WEEK_YEAR_BUG_STARTS = MonthDay.of(12, 27);

  private SignedDate() {}

  /**
   * Whether {@code text} is a date within {@link #SKEW} of {@code now}.
   *
   * <p>From 27 December on, administration 1.0.0-beta.3 writes the week-based year, which is a year
   * ahead, beside the right weekday and day [P]. ACS's own treatment is unknown [?]; the emulator
   * lets that one form pass: a date of 27 to 31 December counts as of the year before when its
   * weekday is only right for that year.
   */
  static boolean acceptable(String text, Instant now) {
    try {
      int comma = text.indexOf(", ");
      LocalDateTime date = LocalDateTime.parse(text.substring(comma + 2), WITHOUT_WEEKDAY);
      String weekday = text.substring(0, comma);
      return near(date, weekday, now) || (weekYear(date) && near(date.minusYears(1), weekday, now));
    } catch (DateTimeException | StringIndexOutOfBoundsException malformed) {
      return false;
    }
  }

  private static boolean weekYear(LocalDateTime date) {
    return !MonthDay.from(date).isBefore(WEEK_YEAR_BUG_STARTS);
  }

  private static boolean near(LocalDateTime date, String weekday, Instant now) {
    Duration off = Duration.between(date.toInstant(ZoneOffset.UTC), now).abs();
    return off.compareTo(SKEW) <= 0
        && date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH).equals(weekday);
  }
}
