package dev.acsgateway.cleanup;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;

/**
 * The instants that a Unix cron expression names in a time zone. Where clocks are put forward, a
 * time that is skipped is left out; where they are put back, one that comes twice counts twice. Two
 * of the same are equal.
 */
public final class CronTimes {
  private final Cron cron;
  private final ZoneId zone;
  private final ExecutionTime times;

  /**
   * @param expression five fields: minute, hour, day of month, month, day of week
   * @throws IllegalArgumentException when that is no such expression
   */
  public CronTimes(String expression, ZoneId zone) {
    this.cron =
        new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
            .parse(expression)
            .validate();
    this.zone = zone;
    this.times = ExecutionTime.forCron(cron);
  }

  /** The latest of them that is not after {@code now}; empty when there was none. */
  public Optional<Instant> latest(Instant now) {
    ZonedDateTime justAfter = now.atZone(zone).withNano(0).plusSeconds(1);
    return times.lastExecution(justAfter).map(ZonedDateTime::toInstant);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CronTimes that
        && cron.asString().equals(that.cron.asString())
        && zone.equals(that.zone);
  }

  @Override
  public int hashCode() {
    return Objects.hash(cron.asString(), zone);
  }

  @Override
  public String toString() {
    return cron.asString() + " " + zone;
  }
}
