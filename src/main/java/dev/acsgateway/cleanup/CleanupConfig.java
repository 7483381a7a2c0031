package dev.acsgateway.cleanup;

import dev.acsgateway.config.ConfigNode;
import java.time.Duration;
import java.util.List;

/**
 * How clean-up jobs are worked off.
 *
 * @param pollInterval how often an idle node looks for a job that another node left
 * @param lease how long a node may be silent before another takes its job over
 * @param retention how long finished jobs are kept
 * @param schedules jobs that start by themselves
 */
public record CleanupConfig(
    Duration pollInterval, Duration lease, Duration retention, List<ScheduleConfig> schedules) {

  public CleanupConfig {
    schedules = List.copyOf(schedules);
  }

  /** Reads the section {@code cleanup}. */
  public static CleanupConfig from(ConfigNode node) {
    CleanupConfig config =
        new CleanupConfig(
            node.duration(
                "poll-interval",
                Duration.ofSeconds(5),
                Duration.ofMillis(100),
                Duration.ofMinutes(5)),
            node.duration(
                "lease", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(10)),
            node.duration(
                "retention", Duration.ofDays(30), Duration.ofHours(1), Duration.ofDays(3650)),
            node.sections("schedules", ScheduleConfig::from));
    long names = config.schedules().stream().map(ScheduleConfig::name).distinct().count();
    if (names < config.schedules().size()) {
      node.addProblem("schedules", "must have different names");
    }
    return config;
  }
}
