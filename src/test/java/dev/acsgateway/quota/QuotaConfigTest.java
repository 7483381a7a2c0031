package dev.acsgateway.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acsgateway.config.ConfigReader;
import dev.acsgateway.config.InvalidConfiguration;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotaConfigTest {
  private static final Duration WAIT = Duration.ofSeconds(4);

  private static QuotaConfig read(String json) {
    return ConfigReader.read(
        new JsonObject().put("quota", new JsonObject(json)),
        Map.of(),
        root -> QuotaConfig.from(root.section("quota")));
  }

  @Test
  void theDefaultsAreWhatAcsDocuments() {
    QuotaConfig config = read("{}");

    assertThat(config)
        .isEqualTo(
            new QuotaConfig(
                true,
                Duration.ofSeconds(30),
                Duration.ofMillis(300),
                Map.of(
                    Operation.CREATE, 1000,
                    Operation.ISSUE, 1000,
                    Operation.CREATE_WITH_TOKEN, 1000,
                    Operation.DELETE, 500,
                    Operation.REVOKE, 500,
                    Operation.EXCHANGE, 500),
                Map.of(
                    Lane.INTERACTIVE, new LaneConfig(0, WAIT, 2000, 32),
                    Lane.REFRESH, new LaneConfig(0.1, WAIT, 500, 16),
                    Lane.CLEANUP, new LaneConfig(0.3, WAIT, 50, 8)),
                0.2));
    assertThat(config.limit(Operation.ISSUE, Lane.INTERACTIVE)).isEqualTo(1000);
    assertThat(config.limit(Operation.ISSUE, Lane.REFRESH)).isEqualTo(900);
    assertThat(config.limit(Operation.DELETE, Lane.CLEANUP)).isEqualTo(350);
  }

  @Test
  void everySettingIsMapped() {
    QuotaConfig config =
        read(
            """
            {"enabled": false, "window": "10s", "spread": "50ms", "local-share": 0.25,
             "permits": {"create": 1, "issue": 2, "create-with-token": 3, "delete": 4,
                         "revoke": 5, "exchange": 6},
             "lanes": {
               "interactive": {"max-wait": "1s", "max-waiting": 10, "max-in-flight": 11},
               "refresh": {"reserve": 0.2, "max-wait": "2s", "max-waiting": 20,
                           "max-in-flight": 21},
               "cleanup": {"reserve": 0.5, "max-wait": "3s", "max-waiting": 30,
                           "max-in-flight": 31}}}
            """);

    assertThat(config)
        .isEqualTo(
            new QuotaConfig(
                false,
                Duration.ofSeconds(10),
                Duration.ofMillis(50),
                Map.of(
                    Operation.CREATE, 1,
                    Operation.ISSUE, 2,
                    Operation.CREATE_WITH_TOKEN, 3,
                    Operation.DELETE, 4,
                    Operation.REVOKE, 5,
                    Operation.EXCHANGE, 6),
                Map.of(
                    Lane.INTERACTIVE, new LaneConfig(0, Duration.ofSeconds(1), 10, 11),
                    Lane.REFRESH, new LaneConfig(0.2, Duration.ofSeconds(2), 20, 21),
                    Lane.CLEANUP, new LaneConfig(0.5, Duration.ofSeconds(3), 30, 31)),
                0.25));
    assertThat(config.countedFor()).isEqualTo(Duration.ofMillis(10_050));
    assertThat(config.limit(Operation.CREATE, Lane.CLEANUP)).isEqualTo(1);
  }

  @Test
  void aLowerLaneCannotHaveTheSmallerReserve() {
    assertThatExceptionOfType(InvalidConfiguration.class)
        .isThrownBy(() -> read("{\"lanes\": {\"cleanup\": {\"reserve\": 0.05}}}"))
        .withMessageContaining("quota.lanes.cleanup.reserve");
  }
}
