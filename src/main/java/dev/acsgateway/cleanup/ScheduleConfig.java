package dev.acsgateway.cleanup;

import dev.acsgateway.config.ConfigNode;
import dev.acsgateway.failure.InvalidRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A clean-up job that starts by itself.
 *
 * @param name names the schedule on all nodes: 1 to 32 letters, digits and hyphens
 * @param times when, in a Unix cron expression's terms
 * @param request what to clean up
 */
public record ScheduleConfig(String name, CronTimes times, CleanupRequest request) {
  private static final Duration A_MONTH = Duration.ofDays(30);
  private static final String DAILY = "0 3 * * *";

  /** Reads one element of {@code cleanup.schedules}. */
  static ScheduleConfig from(ConfigNode node) {
    String name = node.text("name");
    if (!name.matches("[A-Za-z0-9-]{1,32}")) {
      node.addProblem("name", "'" + name + "' is not 1 to 32 letters, digits and hyphens");
    }
    String cron = node.text("cron");
    ZoneId zone =
        node.parsed(
            "zone",
            "a time zone such as Europe/Berlin",
            "UTC",
            ZoneId.of("UTC"),
            ScheduleConfig::zone);
    return new ScheduleConfig(name, times(node, cron, zone), request(node));
  }

  private static CronTimes times(ConfigNode node, String cron, ZoneId zone) {
    try {
      return new CronTimes(cron, zone);
    } catch (IllegalArgumentException e) {
      node.addProblem("cron", "'" + cron + "' is not a Unix cron expression such as 0 3 * * *");
      return new CronTimes(DAILY, zone);
    }
  }

  private static CleanupRequest request(ConfigNode node) {
    Duration olderThan =
        node.duration("older-than", A_MONTH, CleanupTarget.Idle.SHORTEST, Duration.ofDays(3650));
    boolean orphans = node.flag("orphans", false);
    int limit = node.number("limit", 0, 0, Integer.MAX_VALUE);
    double rate = node.decimal("rate-per-second", 0, 0, 10_000);
    boolean dryRun = node.flag("dry-run", false);
    boolean acknowledged = node.flag("acknowledge-chat-deletion", false);
    try {
      return new CleanupRequest(
          orphans ? new CleanupTarget.Orphans() : new CleanupTarget.Idle(olderThan),
          dryRun,
          limit == 0 ? Optional.empty() : Optional.of(limit),
          rate == 0 ? Optional.empty() : Optional.of(rate),
          acknowledged);
    } catch (InvalidRequest e) {
      node.addProblem("acknowledge-chat-deletion", e.detail());
      return new CleanupRequest(
          new CleanupTarget.Orphans(), true, Optional.empty(), Optional.empty(), false);
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
