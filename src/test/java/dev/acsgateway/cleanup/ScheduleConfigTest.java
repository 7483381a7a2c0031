package dev.acsgateway.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.InvalidConfiguration;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleConfigTest {
  private static List<ScheduleConfig> read(String schedules) {
    return ConfigReader.read(
            new JsonObject("{\"cleanup\": {\"schedules\": [" + schedules + "]}}"),
            Map.of(),
            root -> CleanupConfig.from(root.section("cleanup")))
        .schedules();
  }

  private static CronTimes times(String expression, String zone) {
    return new CronTimes(expression, ZoneId.of(zone));
  }

  @Test
  void hasDefaults() {
    assertThat(
            read(
                """
                {"name": "nightly", "cron": "0 3 * * *", "acknowledge-chat-deletion": true}
                """))
        .containsExactly(
            new ScheduleConfig(
                "nightly",
                times("0 3 * * *", "UTC"),
                new CleanupRequest(
                    new CleanupTarget.Idle(Duration.ofDays(30)),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    true)));
  }

  @Test
  void everySettingIsMapped() {
    assertThat(
            read(
                """
                {"name": "a", "cron": "*/5 * * * 1", "zone": "Europe/Berlin", "older-than": "90d",
                 "limit": 7, "rate-per-second": 2.5, "dry-run": true,
                 "acknowledge-chat-deletion": false},
                {"name": "b", "cron": "0 4 * * *", "orphans": true,
                 "acknowledge-chat-deletion": true}
                """))
        .containsExactly(
            new ScheduleConfig(
                "a",
                times("*/5 * * * 1", "Europe/Berlin"),
                new CleanupRequest(
                    new CleanupTarget.Idle(Duration.ofDays(90)),
                    true,
                    Optional.of(7),
                    Optional.of(2.5),
                    false)),
            new ScheduleConfig(
                "b",
                times("0 4 * * *", "UTC"),
                new CleanupRequest(
                    new CleanupTarget.Orphans(), false, Optional.empty(), Optional.empty(), true)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"name\": \"a b\"",
        "\"name\": \"\"",
        "\"cron\": \"0 3 * *\"",
        "\"zone\": \"Europe/Atlantis\"",
        "\"older-than\": \"1h\"",
        "\"limit\": -1",
        "\"rate-per-second\": -1",
        "\"acknowledge-chat-deletion\": false"
      })
  void nonsenseIsRefusedByName(String setting) {
    String key = setting.substring(1, setting.indexOf('"', 1));
    JsonObject schedule =
        JsonObject.of("name", "nightly", "cron", "0 3 * * *", "acknowledge-chat-deletion", true)
            .mergeIn(new JsonObject("{" + setting + "}"));
    assertThatExceptionOfType(InvalidConfiguration.class)
        .isThrownBy(() -> read(schedule.encode()))
        .withMessageContaining("schedules")
        .withMessageContaining(key);
  }

  @Test
  void twoOfOneNameAreRefused() {
    String one = "{\"name\": \"a\", \"cron\": \"0 3 * * *\", \"acknowledge-chat-deletion\": true}";
    assertThatExceptionOfType(InvalidConfiguration.class)
        .isThrownBy(() -> read(one + "," + one))
        .withMessageContaining("different names");
  }
}
